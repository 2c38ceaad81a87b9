import { useLingui } from '@lingui/react/macro';
import type { ReportView } from '@sila/contracts';
import type { ReactNode } from 'react';
import { useQueueName } from '../../inbox/queue.name.js';
import { Cell, Column, Row, Table, TableBody, TableHeader, useFormat } from '../../ui/index.js';
import styles from './reports.module.css';

/** From which queue to which, how often, and why. */
export function MovesTable({ moves }: { readonly moves: ReportView['moves'] }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const queueName = useQueueName();
  const ways = useWays();
  const rows = moves.map((move) => ({ ...move, id: `${move.fromQueueId} ${move.toQueueId} ${move.code}` }));
  return (
    <Table aria-label={t`Where conversations went on to`}>
      <TableHeader>
        <Column isRowHeader>{t`From`}</Column>
        <Column>{t`To`}</Column>
        <Column>{t`How`}</Column>
        <Column>{t`Count`}</Column>
        <Column>{t`Newest reasons`}</Column>
      </TableHeader>
      <TableBody items={rows} dependencies={[queueName]}>
        {(move) => (
          <Row id={move.id}>
            <Cell textValue={queueName(move.fromQueueId)}>
              <bdi>{queueName(move.fromQueueId)}</bdi>
            </Cell>
            <Cell label={t`To`}>
              <bdi>{queueName(move.toQueueId)}</bdi>
            </Cell>
            <Cell label={t`How`}>{ways[move.code] ?? move.code}</Cell>
            <Cell label={t`Count`}>{format.number(move.count)}</Cell>
            <Cell label={t`Newest reasons`}>
              <Reasons of={move.reasons} />
            </Cell>
          </Row>
        )}
      </TableBody>
    </Table>
  );
}

function useWays(): Readonly<Record<string, string>> {
  const { t } = useLingui();
  return {
    transferred: t`transferred`,
    referred: t`referred to social research`,
    assigned: t`given to a colleague`,
    escalated: t`a promise was broken`,
    overflow: t`waited too long in another queue`,
  };
}

function Reasons({ of }: { readonly of: readonly string[] }): ReactNode {
  return (
    <ul className={styles.reasons}>
      {of.map((reason, place) => (
        <li key={place}>
          <bdi>{reason}</bdi>
        </li>
      ))}
    </ul>
  );
}

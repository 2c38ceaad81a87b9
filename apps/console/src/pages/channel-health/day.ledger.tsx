import { Trans, useLingui } from '@lingui/react/macro';
import type { ChannelDayView, ChannelHealth } from '@sila/contracts';
import type { ReactNode } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader, useFormat } from '../../ui/index.js';
import styles from './channel-health.module.css';

/** What came in on each day and what became of it; every number is a count of stored events. */
export function DayLedger({ health }: { readonly health: ChannelHealth }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const { label, days } = health;
  if (days.length === 0) return <NoDay />;
  return (
    <Table aria-label={t`Days of ${label}`}>
      <TableHeader>
        <Column isRowHeader>{t`Day`}</Column>
        <Column>{t`Came in`}</Column>
        <Column>{t`Worked`}</Column>
        <Column>{t`Ignored, with a reason`}</Column>
        <Column>{t`Held or discarded`}</Column>
        <Column>{t`Unaccounted for`}</Column>
        <Column>{t`Recovered`}</Column>
        <Column>{t`By the provider’s count`}</Column>
      </TableHeader>
      <TableBody items={days.map((day) => ({ id: day.day, ...day }))} dependencies={[format]}>
        {(day) => (
          <Row id={day.id}>
            <Cell>{format.date(`${day.day}T09:00:00Z`)}</Cell>
            <Cell label={t`Came in`}>{format.number(receivedOf(day))}</Cell>
            <Cell label={t`Worked`}>{format.number(day.done)}</Cell>
            <Cell label={t`Ignored, with a reason`}>{format.number(day.ignored)}</Cell>
            <Cell label={t`Held or discarded`}>{format.number(day.dead + day.discarded)}</Cell>
            <Cell label={t`Unaccounted for`}>{format.number(day.waiting + day.failing)}</Cell>
            <Cell label={t`Recovered`}>{format.number(day.recovered)}</Cell>
            <Cell label={t`By the provider’s count`}>
              <Listed day={day} />
            </Cell>
          </Row>
        )}
      </TableBody>
    </Table>
  );
}

function receivedOf(day: ChannelDayView): number {
  return day.done + day.ignored + day.dead + day.discarded + day.waiting + day.failing;
}

function Listed({ day }: { readonly day: ChannelDayView }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  if (day.listed === null) return t`not told`;
  const listed = format.number(day.listed);
  const missing = format.number(day.missing ?? 0);
  return day.missing ? t`${listed}, missing here: ${missing}` : t`${listed}, all here`;
}

function NoDay(): ReactNode {
  return (
    <p className={styles.quiet}>
      <Trans>No day has been counted yet.</Trans>
    </p>
  );
}

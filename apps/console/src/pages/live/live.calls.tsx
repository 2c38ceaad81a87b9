import { Trans, useLingui } from '@lingui/react/macro';
import type { CallView } from '@sila/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SuperviseMenu } from '../../calls/supervise.menu.js';
import { clockFrom, nameOf } from '../../calls/call.rules.js';
import { useQueueName } from '../../inbox/queue.name.js';
import {
  Card,
  Cell,
  Chip,
  Column,
  Ltr,
  Row,
  Table,
  TableBody,
  TableHeader,
  useCallStateWords,
  useFormat,
  useNow,
} from '../../ui/index.js';
import shared from '../shared/shared.module.css';

interface LiveCallsProps {
  readonly calls: readonly CallView[];
  /** Milliseconds by which the server's clock is ahead of this device. */
  readonly skew: number;
}

/** The calls that wait and that are talked now, those that wait longest first; nothing where the telephone rests. */
export function LiveCalls({ calls, skew }: LiveCallsProps): ReactNode {
  const { t } = useLingui();
  const states = useCallStateWords();
  const queueName = useQueueName();
  if (calls.length === 0) return null;
  return (
    <Card title={<Trans>Calls now</Trans>}>
      <Table aria-label={t`Calls now`}>
        <TableHeader>
          <Column isRowHeader>{t`Person`}</Column>
          <Column>{t`State`}</Column>
          <Column>{t`Queue`}</Column>
          <Column>{t`With`}</Column>
          <Column>
            <span className="hidden-text">{t`Listen in`}</span>
          </Column>
        </TableHeader>
        <TableBody items={calls} dependencies={[states, queueName, skew]}>
          {(call) => (
            <Row id={call.id}>
              <Cell textValue={call.contact?.name ?? call.address ?? ''}>
                <Who call={call} />
              </Cell>
              <Cell label={t`State`}>
                <Chip tone={call.state === 'waiting' ? 'warn' : 'info'}>{states[call.state]}</Chip>{' '}
                <Clock call={call} skew={skew} />
              </Cell>
              <Cell label={t`Queue`}>{call.queueId && <bdi>{queueName(call.queueId)}</bdi>}</Cell>
              <Cell label={t`With`}>{call.officer ? <bdi>{call.officer.name}</bdi> : '—'}</Cell>
              <Cell isActions textValue={t`Listen in`}>
                {call.may.includes('supervise') && <SuperviseMenu callId={call.id} />}
              </Cell>
            </Row>
          )}
        </TableBody>
      </Table>
    </Card>
  );
}

function Who({ call }: { readonly call: CallView }): ReactNode {
  const { address, conversationId } = call;
  const known = nameOf(call);
  const name = known ? <bdi>{known}</bdi> : <Trans>Unknown</Trans>;
  return (
    <div className={shared.personText}>
      <span className={shared.strong}>
        {conversationId ? (
          <Link to="/inbox/{-$id}" params={{ id: conversationId }} search={{}}>
            {name}
          </Link>
        ) : (
          name
        )}
      </span>
      <span className={shared.quiet}>{address ? <Ltr>{address}</Ltr> : <Trans>Number withheld</Trans>}</span>
    </div>
  );
}

function Clock({ call, skew }: { readonly call: CallView; readonly skew: number }): ReactNode {
  const format = useFormat();
  const now = useNow(1_000) + skew;
  return <Ltr>{format.stopwatch(clockFrom(call), now)}</Ltr>;
}

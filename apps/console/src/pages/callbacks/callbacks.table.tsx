import { useLingui } from '@lingui/react/macro';
import { plural } from '@lingui/core/macro';
import type { CallbackView } from '@sila/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useQueueName } from '../../inbox/queue.name.js';
import {
  Cell,
  Chip,
  Column,
  Ltr,
  Row,
  Table,
  TableBody,
  TableHeader,
  useFormat,
  useNow,
} from '../../ui/index.js';
import shared from '../shared/shared.module.css';
import { CallbackSteps } from './callback.steps.js';

interface CallbacksTableProps {
  readonly callbacks: readonly CallbackView[];
  readonly isDone: boolean;
}

/** Who is to be called, where, since when; or by whom it was done. */
export function CallbacksTable({ callbacks, isDone }: CallbacksTableProps): ReactNode {
  const { t } = useLingui();
  const queueName = useQueueName();
  const when = isDone ? t`Done` : t`Asked`;
  return (
    <Table aria-label={t`Callbacks`}>
      <TableHeader>
        <Column isRowHeader>{t`Person`}</Column>
        <Column>{t`Queue`}</Column>
        <Column>{when}</Column>
        <Column>
          <span className="hidden-text">{t`Next step`}</span>
        </Column>
      </TableHeader>
      <TableBody items={callbacks} dependencies={[queueName, when]}>
        {(callback) => (
          <Row id={callback.id}>
            <Cell textValue={callback.contact.name}>
              <Who callback={callback} />
            </Cell>
            <Cell label={t`Queue`}>
              <bdi>{queueName(callback.queueId)}</bdi>
            </Cell>
            <Cell label={when}>{isDone ? <End callback={callback} /> : <Wait callback={callback} />}</Cell>
            <Cell isActions textValue={t`Next step`}>
              {!isDone && <CallbackSteps callback={callback} />}
            </Cell>
          </Row>
        )}
      </TableBody>
    </Table>
  );
}

function Who({ callback }: { readonly callback: CallbackView }): ReactNode {
  const { contact, conversationId, conversationNumber, address, assignee } = callback;
  return (
    <div className={shared.personText}>
      <span className={shared.strong}>
        <Link to="/inbox/{-$id}" params={{ id: conversationId }} search={{}}>
          <bdi>{contact.name}</bdi>
        </Link>
      </span>
      <span className={shared.quiet}>
        <Ltr>{address}</Ltr> · <Ltr>{`#${conversationNumber}`}</Ltr>
        {assignee && (
          <>
            {' · '}
            <bdi>{assignee.name}</bdi>
          </>
        )}
      </span>
    </div>
  );
}

/** How long they have waited, and how often they were called in vain. */
function Wait({ callback: { askedAt, calls } }: { readonly callback: CallbackView }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow(30_000);
  return (
    <div className={shared.personText}>
      <span>{t`waits ${format.waiting(askedAt, now)}`}</span>
      <span className={shared.quiet}>
        {format.dateTime(askedAt)}
        {calls > 0 && <> · {t`${plural(calls, { one: 'called once', other: 'called # times' })}`}</>}
      </span>
    </div>
  );
}

function End({ callback }: { readonly callback: CallbackView }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const { state, doneAt, doneBy, reason } = callback;
  return (
    <div className={shared.personText}>
      <span>
        <Chip tone={state === 'done' ? 'ok' : 'neutral'}>{state === 'done' ? t`Done` : t`Given up`}</Chip>
      </span>
      <span className={shared.quiet}>
        {doneAt && format.dateTime(doneAt)}
        {doneBy && (
          <>
            {' · '}
            <bdi>{doneBy.name}</bdi>
          </>
        )}
      </span>
      {reason && (
        <span className={shared.quiet}>
          <bdi>{reason}</bdi>
        </span>
      )}
    </div>
  );
}

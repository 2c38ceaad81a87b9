import { Trans, useLingui } from '@lingui/react/macro';
import type { ActOnTicket, ConversationDetail, TicketBrief } from '@sila/contracts';
import { actsOn, type TicketAct } from '@sila/domain';
import { CircleCheck, ClipboardPen, Megaphone, Play, Ticket, UserX } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { api, keys } from '../../api/index.js';
import { useSave } from '../../pages/shared/mutations.js';
import { Button, Chip, Ltr, Select, TICKET_TONES, useTicketWords, useWishWords } from '../../ui/index.js';
import { useCounter } from './counter.store.js';
import { useInterviews } from './desk.queries.js';
import { openInterviews } from './interview.store.js';
import styles from './desk.module.css';

/** The ticket of who came to the desk: called, served and interviewed from here. */
export function TicketBar({ detail }: { readonly detail: ConversationDetail }): ReactNode {
  const { ticket } = detail;
  if (!ticket || (ticket.state === 'done' && detail.status === 'closed')) return null;
  return <Bar detail={detail} ticket={ticket} />;
}

interface BarProps {
  readonly detail: ConversationDetail;
  readonly ticket: TicketBrief;
}

function Bar({ detail, ticket }: BarProps): ReactNode {
  const { t } = useLingui();
  const [words, wishes] = [useTicketWords(), useWishWords()];
  const mayAct = detail.may.includes('reply');
  return (
    <section aria-label={t`At the desk`} className={styles.bar}>
      <Chip icon={Ticket} tone={TICKET_TONES[ticket.state]}>
        <Ltr>{ticket.label}</Ltr> · {words[ticket.state]}
        {ticket.counter !== null && ticket.state !== 'waiting' && (
          <>
            {' · '}
            <Trans>counter {ticket.counter}</Trans>
          </>
        )}
        {ticket.calls > 1 && <> · {ticket.calls}×</>}
      </Chip>
      {ticket.wish !== 'any' && (
        <Chip tone="info">
          <Trans>wants: {wishes[ticket.wish]}</Trans>
        </Chip>
      )}
      {mayAct && <Acts detail={detail} ticket={ticket} />}
    </section>
  );
}

function Acts({ detail, ticket }: BarProps): ReactNode {
  const { counter } = useCounter();
  const interviews = useInterviews(detail.id);
  const counters = interviews.data?.counters ?? 1;
  const at = Math.min(counter, counters);
  const acting = useSave((body: ActOnTicket) => api.post<TicketBrief>(`/tickets/${ticket.id}/acts`, body), {
    stale: [keys.conversation(detail.id), keys.lists],
  });
  const words = useActWords(ticket);
  const act = (name: TicketAct) => acting.mutate({ act: name, ...(name === 'call' && { counter: at }) });
  const acts = actsOn(ticket.state);
  return (
    <span className={styles.acts}>
      {acts.includes('call') && counters > 1 && <CounterChoice counters={counters} at={at} />}
      {acts.map((name) => (
        <Button
          key={name}
          size="s"
          variant={name === acts[0] ? 'primary' : 'secondary'}
          icon={ICONS[name]}
          isPending={acting.isPending && acting.variables.act === name}
          onPress={() => act(name)}
        >
          {words[name]}
        </Button>
      ))}
      {(ticket.state === 'serving' || (interviews.data?.interviews.length ?? 0) > 0) && (
        <Button size="s" icon={ClipboardPen} onPress={() => openInterviews(detail.id)}>
          <Trans>Interview</Trans>
        </Button>
      )}
    </span>
  );
}

function CounterChoice({ counters, at }: { readonly counters: number; readonly at: number }): ReactNode {
  const { t } = useLingui();
  const { setCounter } = useCounter();
  const options = Array.from({ length: counters }, (_, index) => ({
    id: String(index + 1),
    label: t`Counter ${index + 1}`,
  }));
  return (
    <Select
      aria-label={t`Counter`}
      options={options}
      value={String(at)}
      onChange={(id) => setCounter(Number(id))}
    />
  );
}

const ICONS: Readonly<Record<TicketAct, LucideIcon>> = {
  call: Megaphone,
  'no-show': UserX,
  start: Play,
  end: CircleCheck,
};

function useActWords({ calls }: TicketBrief): Readonly<Record<TicketAct, string>> {
  const { t } = useLingui();
  return {
    call: calls > 0 ? t`Call again` : t`Call to the counter`,
    'no-show': t`Did not come`,
    start: t`Begin`,
    end: t`End the visit`,
  };
}

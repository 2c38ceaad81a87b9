import type { Accounts, CallApp, PhoneCall } from './api.calls.ts';
import { endingOf } from './call.standing.tsx';
import type { KnownCall } from './call.state.ts';
import { Icon } from './icons.tsx';
import { clockTime, dayOf, useLook } from './look.state.ts';
import { ProblemNote } from './problem.note.tsx';

type Props = {
  readonly app: CallApp;
  readonly calls: readonly KnownCall[];
  readonly accounts: Accounts;
  readonly failure: string;
  readonly onStart: () => void;
  readonly onOpen: (call: PhoneCall) => void;
};

/** Where one calls the association, and looks back at calls. */
export const CallRecents = ({ app, calls, accounts, failure, onStart, onOpen }: Props) => {
  const { words, lang } = useLook();
  return (
    <div class="call">
      <header class="call-head">
        <span class="avatar association" aria-hidden="true">
          <Icon name="heart" size={24} />
        </span>
        <strong>{accounts.organisation[lang]}</strong>
        <span class="meta">
          {app.accounts.map((account) => (
            <bdi key={account} dir="ltr">
              {account}
            </bdi>
          ))}
        </span>
        <button type="button" class="button primary call-start" onClick={onStart}>
          <Icon name="handset" size={18} />
          <span>{words.call.start}</span>
        </button>
        <p class="meta">{words.call.silent}</p>
      </header>
      <ProblemNote text={failure} />
      <h3 class="recents-title">{words.call.recents}</h3>
      {calls.length === 0 ? <p class="empty">{words.call.none}</p> : null}
      <ul class="recents">
        {calls.map((call) => (
          <li key={call.sid}>
            <RecentCall call={call} onOpen={() => onOpen(call)} />
          </li>
        ))}
      </ul>
    </div>
  );
};

const RecentCall = ({ call, onOpen }: { call: PhoneCall; onOpen: () => void }) => {
  const { words, lang } = useLook();
  const isOwn = call.direction === 'inbound';
  return (
    <button type="button" class="recent" onClick={onOpen}>
      <Icon name="inward" size={18} flip={isOwn} />
      <span class="recent-text">
        <span>{words.call.ended[endingOf(call.status)]}</span>
        <span class="meta">{isOwn ? words.inbound : words.outbound}</span>
      </span>
      <time class="meta num" dateTime={call.startedAt}>
        {dayOf(call.startedAt, lang)} · {clockTime(call.startedAt, lang)}
      </time>
    </button>
  );
};

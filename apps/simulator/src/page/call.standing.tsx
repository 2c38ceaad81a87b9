import { useEffect, useState } from 'preact/hooks';
import type { Accounts, PhoneCall } from './api.calls.ts';
import { Icon } from './icons.tsx';
import { useLook } from './look.state.ts';
import type { Words } from './words.ar.ts';

/** With whom one telephones, how long, and what is going on just now. */
export const CallStanding = ({ call, accounts }: { call: PhoneCall; accounts: Accounts }) => {
  const { words, lang } = useLook();
  const number = call.direction === 'inbound' ? call.to : call.from;
  return (
    <header class="call-head in-call">
      <span class="avatar association" aria-hidden="true">
        <Icon name="heart" size={20} />
      </span>
      <span class="call-with">
        <strong>{accounts.organisation[lang]}</strong>
        <span class="meta">
          <bdi dir="ltr">{number}</bdi>
        </span>
      </span>
      <p class={`call-standing ${call.moment.kind}`}>
        <output>{standingOf(call, words)}</output>
        {call.answeredAt === null ? null : <CallClock from={call.answeredAt} to={call.endedAt} />}
      </p>
    </header>
  );
};

const standingOf = (call: PhoneCall, { call: words }: Words): string => {
  const { status, moment, place } = call;
  if (call.endedAt !== null) return words.ended[endingOf(status)];
  if (status === 'ringing' || status === 'queued') return words.dialling;
  if (moment.kind === 'recording') return words.recording;
  if (place?.kind === 'queue') return words.queue(place.position, place.size);
  if (place?.kind === 'conference' && place.others === 0) return words.alone;
  if (moment.kind === 'talking') return words.talking;
  if (moment.kind === 'hold') return words.hold;
  if (moment.kind === 'music') return words.music;
  return moment.kind === 'keys' ? words.keysWanted : words.connected;
};

/** How a call that is over ended. */
export const endingOf = (status: PhoneCall['status']): keyof Words['call']['ended'] =>
  status === 'queued' || status === 'ringing' || status === 'in-progress' ? 'completed' : status;

/** "2:05" */
const CallClock = ({ from, to }: { from: string; to: string | null }) => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (to !== null) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [to]);
  const end = to === null ? now : Date.parse(to);
  const seconds = Math.max(0, Math.round((end - Date.parse(from)) / 1000));
  return (
    <span class="num" dir="ltr">
      {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
    </span>
  );
};

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Accounts, api, type Chat, type Person } from './api.calls.ts';
import { ChatBubble } from './chat.bubble.tsx';
import { ChatComposer } from './chat.composer.tsx';
import { Icon } from './icons.tsx';
import { scrollable } from './scrollable.props.ts';
import { clockTime, dayOf, useLook } from './look.state.ts';

type Props = { readonly person: Person; readonly chat: Chat | undefined; readonly accounts: Accounts };

const readAfterMs = 700;
const clockMs = 15_000;

/** The phone of one beneficiary, open on the chat with the association. */
export const PhonePanel = ({ person, chat, accounts }: Props) => {
  const { words, lang } = useLook();
  const now = useNow();
  useReading(person.phone, chat?.unread ?? 0);
  return (
    <section class="pane phone-pane" aria-labelledby="phone-title">
      <h2 id="phone-title" class="hidden">
        {words.phone}: {person[lang]}
      </h2>
      <div class="device">
        <div class="device-status" aria-hidden="true">
          <span class="num">{clockTime(now, lang)}</span>
          <span class="device-owner">
            <bdi>{person[lang]}</bdi>
          </span>
        </div>
        <ChatHead accounts={accounts} windowOpen={chat?.windowOpen ?? false} />
        <ChatLog chat={chat} />
        <ChatComposer person={person} />
      </div>
      <p class="device-number">
        <Icon name="phone" size={16} /> <bdi dir="ltr">{person.phone}</bdi>
      </p>
    </section>
  );
};

/** The time, looked at often enough for a clock without seconds. */
const useNow = (): string => {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), clockMs);
    return () => clearInterval(timer);
  }, []);
  return now;
};

/** An open chat is read after a moment, when somebody really looks. */
const useReading = (phone: string, unread: number): void => {
  useEffect(() => {
    if (unread === 0) return undefined;
    const timer = setTimeout(() => {
      if (!document.hidden) void api.read(phone).catch(() => undefined);
    }, readAfterMs);
    return () => clearTimeout(timer);
  }, [phone, unread]);
};

const ChatHead = ({ accounts, windowOpen }: { accounts: Accounts; windowOpen: boolean }) => {
  const { words, lang } = useLook();
  const number = accounts.twilio[0]?.number;
  return (
    <div class="chat-head">
      <span class="avatar association" aria-hidden="true">
        <Icon name="heart" size={20} />
      </span>
      <div class="chat-head-text">
        <strong>{accounts.organisation[lang]}</strong>
        <span class="meta">{number === undefined ? '—' : <bdi dir="ltr">{number}</bdi>}</span>
      </div>
      <span
        class={`window-dot${windowOpen ? ' open' : ''}`}
        title={windowOpen ? words.windowOpen : words.windowClosed}
      >
        <span class="hidden">{windowOpen ? words.windowOpen : words.windowClosed}</span>
      </span>
    </div>
  );
};

const ChatLog = ({ chat }: { chat: Chat | undefined }) => {
  const { words, lang } = useLook();
  const endRef = useRef<HTMLDivElement>(null);
  const messages = chat?.messages ?? [];
  const toEnd = useCallback(() => {
    const log = endRef.current?.parentElement;
    log?.scrollTo({ top: log.scrollHeight });
  }, []);
  useLayoutEffect(toEnd, [messages.length, toEnd]);
  return (
    <div class="chat-log" role="log" aria-label={words.chatLog} {...scrollable} onLoadCapture={toEnd}>
      {messages.length === 0 ? <p class="chat-empty">{words.chatEmpty}</p> : null}
      {messages.map((message, index) => {
        const day = dayOf(message.at, lang);
        const before = messages[index - 1];
        const isNewDay = before === undefined || dayOf(before.at, lang) !== day;
        return (
          <div key={message.id} class="chat-row">
            {isNewDay ? <span class="day-chip">{day}</span> : null}
            <ChatBubble message={message} />
          </div>
        );
      })}
      <div ref={endRef} />
    </div>
  );
};

import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';
import type { App, ChatMessage } from './api.calls.ts';
import type { Aim } from './chat.aim.ts';
import { ChatBubble } from './chat.bubble.tsx';
import type { Outbox } from './chat.outbox.ts';
import { dayOf, useLook } from './look.state.ts';
import { scrollable } from './scrollable.props.ts';

type Props = {
  readonly messages: readonly ChatMessage[];
  readonly app: App;
  readonly aim: Aim;
  readonly outbox: Outbox;
};

/** A chat, oldest first, with a line for every new day; it stays at its end. */
export const ChatLog = ({ messages, app, aim, outbox }: Props) => {
  const { words, lang } = useLook();
  const endRef = useRef<HTMLDivElement>(null);
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
            <ChatBubble
              message={message}
              quoted={messages.find(({ id }) => id === message.inReplyTo)}
              app={app}
              aim={aim}
              outbox={outbox}
            />
          </div>
        );
      })}
      <div ref={endRef} />
    </div>
  );
};

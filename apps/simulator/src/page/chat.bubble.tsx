import { useState } from 'preact/hooks';
import type { App, ChatMessage } from './api.calls.ts';
import { ContactView, LocationView, MediaView, QuoteView } from './bubble.parts.tsx';
import type { Aim } from './chat.aim.ts';
import type { Outbox } from './chat.outbox.ts';
import { Icon, type IconName } from './icons.tsx';
import { clockTime, useLook } from './look.state.ts';
import { MarkedText } from './marked.text.tsx';
import { hasActions, MessageActions } from './message.actions.tsx';
import type { Words } from './words.ar.ts';

type Props = {
  readonly message: ChatMessage;
  /** The message that this one answers, while it is in sight. */
  readonly quoted: ChatMessage | undefined;
  readonly app: App;
  readonly aim: Aim;
  readonly outbox: Outbox;
};

/** One message on the phone's screen, with what can be done to it. */
export const ChatBubble = ({ message, quoted, app, aim, outbox }: Props) => {
  const { words } = useLook();
  const [open, setOpen] = useState(false);
  return (
    <div class={`bubble-line ${message.mine ? 'mine' : 'theirs'}`}>
      <div class="bubble">
        {quoted ? <QuoteView message={quoted} /> : null}
        <Content message={message} app={app} outbox={outbox} />
        <Foot message={message} />
        <Reactions message={message} />
      </div>
      {hasActions(app, message) ? (
        <button
          type="button"
          class="bubble-more"
          aria-expanded={open}
          aria-label={words.messageActions}
          onClick={() => setOpen(!open)}
        >
          <Icon name="more" size={18} />
        </button>
      ) : null}
      {open ? (
        <MessageActions message={message} app={app} aim={aim} outbox={outbox} onDone={() => setOpen(false)} />
      ) : null}
    </div>
  );
};

const Content = ({ message, app, outbox }: Pick<Props, 'message' | 'app' | 'outbox'>) => {
  const { words } = useLook();
  if (message.deleted) return <p class="bubble-gone">{words.messageDeleted}</p>;
  return (
    <>
      {message.media.map((media) => (
        <MediaView key={media.url} media={media} />
      ))}
      {message.location ? <LocationView location={message.location} /> : null}
      {message.contact ? <ContactView contact={message.contact} /> : null}
      {message.text === '' ? null : (
        <p>
          <MarkedText text={message.text} />
        </p>
      )}
      <Answers message={message} app={app} outbox={outbox} />
    </>
  );
};

/** Ready answers that came with the message. */
const Answers = ({ message, app, outbox }: Pick<Props, 'message' | 'app' | 'outbox'>) => {
  const { buttons = [] } = message;
  if (buttons.length === 0) return null;
  const press = (button: string) => void outbox.send({ press: { of: message.id, button } });
  return (
    <ul class="answers">
      {buttons.map((button) => (
        <li key={button}>
          <button
            type="button"
            class="button"
            disabled={!app.phone.sends.includes('press')}
            onClick={() => press(button)}
          >
            <bdi>{button}</bdi>
          </button>
        </li>
      ))}
    </ul>
  );
};

const Foot = ({ message }: { message: ChatMessage }) => {
  const { lang, words } = useLook();
  return (
    <span class="bubble-foot">
      {message.edited && !message.deleted ? <span>{words.messageEdited}</span> : null}
      <time class="num" dateTime={message.at}>
        {clockTime(message.at, lang)}
      </time>
      {message.mine ? <Ticks status={message.status} /> : null}
    </span>
  );
};

const Reactions = ({ message }: { message: ChatMessage }) => {
  const { reactions = [] } = message;
  if (reactions.length === 0) return null;
  return (
    <span class="reactions">
      {reactions.map(({ mine, emoji }) => (
        <span key={`${mine} ${emoji}`}>{emoji}</span>
      ))}
    </span>
  );
};

const tickOf = (status: string, words: Words): readonly [IconName, string] => {
  if (status === 'taken') return ['ticks', words.tickTaken];
  return status === 'refused' ? ['warning', words.tickRefused] : ['clock', words.tickPending];
};

const Ticks = ({ status }: { status: string }) => {
  const { words } = useLook();
  const [icon, label] = tickOf(status, words);
  return (
    <span class={`ticks ${status}`} title={label}>
      <Icon name={icon} size={16} />
      <span class="hidden">{label}</span>
    </span>
  );
};

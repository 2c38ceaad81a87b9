import type { Language } from '@sila/domain';
import type { Chat } from '../chat.store.js';
import { isTheirs, type Shown } from '../chat.state.js';
import { dayOf, TEXTS, timeOf } from '../texts.js';
import { File } from './file.view.js';
import { Icon } from './icon.view.js';
import { MessageText } from './text.view.js';

/** The thread: greeting, messages by day, what is still on its way, who is typing. */
export function Log({ chat }: { readonly chat: Chat }) {
  const { session, messages, pending, typing, language } = chat.state;
  const texts = TEXTS[language];
  const shown: readonly Shown[] = [
    ...messages.map((message) => ({ ...message, state: 'received' as const })),
    ...pending.map((message) => ({
      ...message,
      id: message.clientId,
      direction: 'in' as const,
      author: null,
      shownAt: message.at,
    })),
  ];
  return (
    <div class="log" role="log" aria-live="off" aria-label={texts.log}>
      <div class="bubble">
        <MessageText text={session?.greeting[language] ?? ''} />
      </div>
      {shown.map((message, index) => (
        <Message
          key={message.clientId ?? message.id}
          chat={chat}
          message={message}
          before={shown[index - 1]}
        />
      ))}
      {typing && (
        <small>
          <bdi>{typing}</bdi> {texts.typing}
        </small>
      )}
    </div>
  );
}

interface MessageProps {
  readonly chat: Chat;
  readonly message: Shown;
  readonly before: Shown | undefined;
}

function Message({ chat, message, before }: MessageProps) {
  const { language } = chat.state;
  const day = dayOf(message.shownAt, language);
  const look = message.direction === 'notice' ? 'notice' : isTheirs(message) ? 'bubble' : 'bubble mine';
  return (
    <>
      {before && dayOf(before.shownAt, language) === day ? null : <small class="day">{day}</small>}
      <div class={look}>
        <MessageText text={message.text} />
        {message.attachments.map((file) => (
          <File key={file.id} file={file} href={file.url && chat.api.url(file.url)} />
        ))}
        {message.state === 'failed' ? (
          <Failure chat={chat} id={message.id} />
        ) : (
          <small>
            {message.author && <bdi>{message.author}</bdi>}
            {timeOf(message.shownAt, language)}
            {look === 'bubble mine' && <Tick state={message.state} language={language} />}
          </small>
        )}
      </div>
    </>
  );
}

/** The message stays with the visitor until it is sent or they leave it. */
function Failure({ chat, id }: { readonly chat: Chat; readonly id: string }) {
  const texts = TEXTS[chat.state.language];
  return (
    <em role="alert">
      {texts.failed}
      <button class="plain" onClick={() => void chat.outbox.retry(id)}>
        {texts.retry}
      </button>
    </em>
  );
}

function Tick({
  state,
  language,
}: {
  readonly state: Exclude<Shown['state'], 'failed'>;
  readonly language: Language;
}) {
  return (
    <>
      <Icon name={state} size={15} />
      <span class="sr">{TEXTS[language][state]}</span>
    </>
  );
}

import type { VisitorMessage } from '@sila/contracts';
import type { Language } from '@sila/domain';
import type { ComponentChildren } from 'preact';
import type { Chat } from '../chat.store.js';
import { isTheirs } from '../chat.state.js';
import type { Pending } from '../memory.store.js';
import { dayOf, sizeOf, TEXTS, timeOf } from '../texts.js';
import { Icon } from './icon.view.js';
import { MessageText } from './text.view.js';

/** The thread: greeting, messages by day, what is still on its way, who is typing. */
export function Log({ chat }: { readonly chat: Chat }) {
  const { session, messages, pending, typing, language } = chat.state;
  const texts = TEXTS[language];
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div class="log" role="log" aria-live="off" aria-label={texts.log} tabIndex={0}>
      {session && (
        <Bubble>
          <MessageText text={session.greeting[language]} />
        </Bubble>
      )}
      {messages.map((message, index) => (
        <Entry key={message.id} chat={chat} message={message} before={messages[index - 1]} />
      ))}
      {pending.map((message) => (
        <Waiting key={message.clientId} chat={chat} message={message} />
      ))}
      {typing && (
        <p class="typing">
          <bdi>{typing}</bdi> {texts.typing}
        </p>
      )}
    </div>
  );
}

function Bubble(props: { readonly mine?: boolean; readonly children: ComponentChildren }) {
  return <div class={props.mine ? 'bubble mine' : 'bubble'}>{props.children}</div>;
}

interface EntryProps {
  readonly chat: Chat;
  readonly message: VisitorMessage;
  readonly before: VisitorMessage | undefined;
}

function Entry({ chat, message, before }: EntryProps) {
  const { language } = chat.state;
  const now = new Date();
  const day = dayOf(message.shownAt, language, now);
  const mine = !isTheirs(message);
  return (
    <>
      {(!before || dayOf(before.shownAt, language, now) !== day) && <div class="day">{day}</div>}
      {message.direction === 'notice' ? (
        <div class="notice">
          <MessageText text={message.text} />
        </div>
      ) : (
        <Bubble mine={mine}>
          {message.text && <MessageText text={message.text} />}
          {message.attachments.map((file) => (
            <Attachment key={file.id} chat={chat} file={file} />
          ))}
          <footer>
            {!mine && message.author && (
              <>
                <bdi>{message.author}</bdi> ·{' '}
              </>
            )}
            {timeOf(message.shownAt, language)}
            {mine && <Tick icon="checks" language={language} word="received" />}
          </footer>
        </Bubble>
      )}
    </>
  );
}

function Attachment({
  chat,
  file,
}: {
  readonly chat: Chat;
  readonly file: VisitorMessage['attachments'][number];
}) {
  return (
    <a class="file" href={chat.addressOf(file.url)} target="_blank" rel="noopener" download={file.fileName}>
      <Icon name="file" />
      <span>
        <bdi>{file.fileName}</bdi>
        {file.size !== null && <small dir="ltr">{sizeOf(file.size)}</small>}
      </span>
    </a>
  );
}

/** A message of the visitor that the thread does not hold yet. */
function Waiting({ chat, message }: { readonly chat: Chat; readonly message: Pending }) {
  const { language } = chat.state;
  const texts = TEXTS[language];
  return (
    <Bubble mine>
      {message.text && <MessageText text={message.text} />}
      {message.attachments.map((file) => (
        <span class="file" key={file.id}>
          <Icon name="file" />
          <bdi>{file.fileName}</bdi>
        </span>
      ))}
      {message.state === 'failed' ? (
        <div class="bad" role="alert">
          {texts.failed}
          <button type="button" onClick={() => chat.retry(message.clientId)}>
            {texts.retry}
          </button>
        </div>
      ) : (
        <footer>
          {timeOf(message.at, language)}
          {message.state === 'sent' ? (
            <Tick icon="check" language={language} word="sent" />
          ) : (
            <Tick icon="clock" language={language} word="sending" />
          )}
        </footer>
      )}
    </Bubble>
  );
}

interface TickProps {
  readonly icon: 'clock' | 'check' | 'checks';
  readonly word: 'sending' | 'sent' | 'received';
  readonly language: Language;
}

function Tick({ icon, word, language }: TickProps) {
  return (
    <>
      <Icon name={icon} size={15} />
      <span class="sr">{TEXTS[language][word]}</span>
    </>
  );
}

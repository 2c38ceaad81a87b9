import type { Chat } from './api.calls.ts';
import { Icon, type IconName } from './icons.tsx';
import { clockTime, useLook } from './look.state.ts';
import { MarkedText } from './marked.text.tsx';
import type { Words } from './words.ar.ts';

type Message = Chat['messages'][number];
type Media = Message['media'][number];

/** One message on the phone's screen. */
export const ChatBubble = ({ message }: { message: Message }) => {
  const { lang, words } = useLook();
  return (
    <div class={`bubble ${message.mine ? 'mine' : 'theirs'}`}>
      {message.media.map((media) => (
        <MediaView key={media.url} media={media} label={words.attachment} />
      ))}
      {message.text === '' ? null : (
        <p>
          <MarkedText text={message.text} />
        </p>
      )}
      <span class="bubble-foot">
        <time class="num" dateTime={message.at}>
          {clockTime(message.at, lang)}
        </time>
        {message.mine ? <Ticks status={message.status} /> : null}
      </span>
    </div>
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

const MediaView = ({ media, label }: { media: Media; label: string }) => {
  const name = media.fileName ?? label;
  if (media.contentType.startsWith('image/')) return <img class="bubble-image" src={media.url} alt={name} />;
  return (
    <a class="file-chip" href={media.url} target="_blank" rel="noreferrer">
      <Icon name="file" size={18} />
      <bdi>{name}</bdi>
    </a>
  );
};

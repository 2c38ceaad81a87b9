import type { ChatMessage } from './api.calls.ts';
import { Icon } from './icons.tsx';
import { useLook } from './look.state.ts';
import { summaryOf } from './message.summary.ts';

type Media = ChatMessage['media'][number];

/** A picture, something to hear or to watch, or a file to open. */
export const MediaView = ({ media }: { media: Media }) => {
  const { words } = useLook();
  const name = media.fileName ?? words.attachment;
  const kind = media.contentType.split('/')[0];
  if (kind === 'image') return <img class="bubble-image" src={media.url} alt={name} />;
  if (kind === 'audio' || kind === 'video') return <Player tag={kind} url={media.url} name={name} />;
  return (
    <a class="file-chip" href={media.url} target="_blank" rel="noreferrer">
      <Icon name="file" size={18} />
      <bdi>{name}</bdi>
    </a>
  );
};

/** Nobody writes captions for what people send each other: an empty track says so. */
const Player = ({ tag: Tag, url, name }: { tag: 'audio' | 'video'; url: string; name: string }) => (
  <Tag class={`bubble-${Tag}`} controls src={url} aria-label={name}>
    <track kind="captions" />
  </Tag>
);

export const LocationView = ({ location }: { location: NonNullable<ChatMessage['location']> }) => {
  const { words } = useLook();
  const { latitude, longitude, label, address } = location;
  return (
    <span class="card">
      <Icon name="pin" />
      <span class="card-text">
        <strong>{label ?? words.location}</strong>
        {address === undefined ? null : <span>{address}</span>}
        <bdi dir="ltr" class="num">
          {latitude.toFixed(5)}, {longitude.toFixed(5)}
        </bdi>
      </span>
    </span>
  );
};

export const ContactView = ({ contact }: { contact: NonNullable<ChatMessage['contact']> }) => (
  <span class="card">
    <Icon name="person" />
    <span class="card-text">
      <strong>
        <bdi>{contact.name}</bdi>
      </strong>
      <bdi dir="ltr" class="num">
        {contact.phone}
      </bdi>
    </span>
  </span>
);

/** The message that is answered, in a line. */
export const QuoteView = ({ message }: { message: ChatMessage }) => {
  const { words } = useLook();
  return (
    <blockquote class="quote">
      <strong>{message.mine ? words.yourself : words.association}</strong>
      <span>{summaryOf(message, words)}</span>
    </blockquote>
  );
};

import { Trans } from '@lingui/react/macro';
import { ExternalLink, MapPin, Megaphone, MousePointerClick, Smartphone, Sparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MessageView } from '@sila/contracts';
import { Icon, Ltr } from '../../ui/index.js';
import { ContactCard } from './contact.card.js';
import { mapsUrl, pointOf } from './content.rules.js';
import styles from './kinds.module.css';

type Content = NonNullable<MessageView['content']>;
type Of<Type extends Content['type']> = Extract<Content, { type: Type }>;

/** What a message carries beside text and files. */
export function MessageContentPart({ content }: { readonly content: Content }): ReactNode {
  switch (content.type) {
    case 'location':
      return <Place place={content} />;
    case 'contacts':
      return content.contacts.map((contact, index) => <ContactCard key={index} contact={contact} />);
    case 'choice':
      return <Choice choice={content} />;
    case 'story':
      return <Story story={content} />;
    case 'post':
      return <PublicPost url={content.url} />;
    case 'elsewhere':
      return <Elsewhere url={content.url} />;
  }
}

function Place({ place }: { readonly place: Of<'location'> }): ReactNode {
  return (
    <div className={styles.card}>
      <Icon of={MapPin} size={20} />
      <div className={styles.cardText}>
        {place.name && (
          <strong>
            <bdi>{place.name}</bdi>
          </strong>
        )}
        {place.address && <bdi>{place.address}</bdi>}
        <Ltr>{pointOf(place)}</Ltr>
        <Outward url={mapsUrl(place)}>
          <Trans>Open in maps</Trans>
        </Outward>
      </div>
    </div>
  );
}

function Choice({ choice }: { readonly choice: Of<'choice'> }): ReactNode {
  return (
    <p className={styles.choice}>
      <Icon of={MousePointerClick} size={16} />
      <span className={styles.pressed}>
        <bdi>{choice.title}</bdi>
      </span>
    </p>
  );
}

/** Read by everybody; what is answered here is not. */
function PublicPost({ url }: { readonly url: string }): ReactNode {
  return (
    <div className={styles.card}>
      <Icon of={Megaphone} size={20} />
      <div className={styles.cardText}>
        <Trans>A public post. Your answer goes to the person in private.</Trans>
        <Outward url={url}>
          <Trans>Open the post</Trans>
        </Outward>
      </div>
    </div>
  );
}

function Story({ story: { story, url } }: { readonly story: Of<'story'> }): ReactNode {
  return (
    <div className={styles.card}>
      <Icon of={Sparkles} size={20} />
      <div className={styles.cardText}>
        {story === 'mention' ? <Trans>Mentioned us in a story</Trans> : <Trans>Answered our story</Trans>}
        {url && (
          <Outward url={url}>
            <Trans>Open the story while it lasts (a day)</Trans>
          </Outward>
        )}
      </div>
    </div>
  );
}

function Elsewhere({ url }: { readonly url: string }): ReactNode {
  return (
    <div className={styles.card}>
      <Icon of={Smartphone} size={20} />
      <div className={styles.cardText}>
        <Trans>Can be read only in the provider's app</Trans>
        <Outward url={url}>
          <Trans>Open it there</Trans>
        </Outward>
      </div>
    </div>
  );
}

/** A link that leaves Sila; only to web pages, whatever the channel said. */
function Outward({ url, children }: { readonly url: string; readonly children: ReactNode }): ReactNode {
  if (!/^https?:\/\//i.test(url)) return null;
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      referrerPolicy="no-referrer"
      className={styles.outward}
    >
      {children}
      <Icon of={ExternalLink} size={14} />
    </a>
  );
}

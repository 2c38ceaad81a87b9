import { useCallback, useState } from 'preact/hooks';
import { type Accounts, api, type MailSummary, type MailView, type Person } from './api.calls.ts';
import { Icon } from './icons.tsx';
import { useLoaded } from './live.state.ts';
import { clockTime, dayOf, useLook } from './look.state.ts';
import { MailComposer } from './mail.composer.tsx';
import { MailReader } from './mail.reader.tsx';

type Props = { readonly person: Person; readonly version: number; readonly accounts: Accounts };
type Place =
  | { readonly at: 'list' }
  | { readonly at: 'mail'; readonly id: string }
  | { readonly at: 'compose'; readonly replyTo?: MailView };
type Folder = 'INBOX' | 'Sent';

/** The mailbox of one beneficiary: a list, a mail, or a mail being written. */
export const MailPanel = ({ person, version, accounts }: Props) => {
  const [place, setPlace] = useState<Place>({ at: 'list' });
  const [folder, setFolder] = useState<Folder>('INBOX');
  const load = useCallback(() => api.mails(person.email, folder), [person.email, folder]);
  const mails = useLoaded(load, `${version} ${place.at}`, []);
  const toList = () => setPlace({ at: 'list' });
  return (
    <section class="pane mail-pane" aria-labelledby="mail-title">
      <MailHead address={person.email} onCompose={() => setPlace({ at: 'compose' })} />
      {place.at === 'list' ? (
        <>
          <FolderSwitch folder={folder} onFolder={setFolder} />
          <MailList mails={mails} folder={folder} onOpen={(id) => setPlace({ at: 'mail', id })} />
        </>
      ) : null}
      {place.at === 'mail' ? (
        <MailReader
          id={place.id}
          onBack={toList}
          onReply={(mail) => setPlace({ at: 'compose', replyTo: mail })}
        />
      ) : null}
      {place.at === 'compose' ? (
        <MailComposer
          person={person}
          to={accounts.mailbox[0]?.address ?? ''}
          {...(place.replyTo ? { original: place.replyTo } : {})}
          onDone={toList}
        />
      ) : null}
    </section>
  );
};

const MailHead = ({ address, onCompose }: { address: string; onCompose: () => void }) => {
  const { words } = useLook();
  return (
    <header class="pane-head">
      <div>
        <h2 id="mail-title">{words.mailbox}</h2>
        <bdi dir="ltr" class="meta">
          {address}
        </bdi>
      </div>
      <button type="button" class="button primary" onClick={onCompose}>
        <Icon name="pencil" size={17} />
        <span>{words.compose}</span>
      </button>
    </header>
  );
};

const FolderSwitch = ({ folder, onFolder }: { folder: Folder; onFolder: (folder: Folder) => void }) => {
  const { words } = useLook();
  return (
    <div class="folder-switch">
      <button type="button" aria-pressed={folder === 'INBOX'} onClick={() => onFolder('INBOX')}>
        {words.inbox}
      </button>
      <button type="button" aria-pressed={folder === 'Sent'} onClick={() => onFolder('Sent')}>
        {words.sentFolder}
      </button>
    </div>
  );
};

type ListProps = {
  readonly mails: readonly MailSummary[];
  readonly folder: Folder;
  readonly onOpen: (id: string) => void;
};

const MailList = ({ mails, folder, onOpen }: ListProps) => {
  const { words } = useLook();
  if (mails.length === 0) {
    return (
      <div class="empty">
        <Icon name="mail" size={36} />
        <p>{words.mailEmpty}</p>
      </div>
    );
  }
  return (
    <ul class="mail-list" aria-label={words.mailListLabel}>
      {mails.map((mail) => (
        <li key={mail.id}>
          <MailRow mail={mail} folder={folder} onOpen={() => onOpen(mail.id)} />
        </li>
      ))}
    </ul>
  );
};

const MailRow = ({ mail, folder, onOpen }: { mail: MailSummary; folder: Folder; onOpen: () => void }) => {
  const { words, lang } = useLook();
  const who = folder === 'Sent' ? mail.to : mail.fromName === '' ? mail.from : mail.fromName;
  return (
    <button type="button" class={`mail-row${mail.unread ? ' unread' : ''}`} onClick={onOpen}>
      <span class="mail-who">
        <bdi>{who}</bdi>
        {mail.unread ? <span class="hidden">{words.unread(1)}</span> : null}
      </span>
      <time class="meta num" dateTime={mail.at}>
        {dayOf(mail.at, lang)} · {clockTime(mail.at, lang)}
      </time>
      <span class="mail-subject">
        <bdi>{mail.subject === '' ? words.noSubject : mail.subject}</bdi>
        {mail.hasAttachments ? (
          <>
            <Icon name="attach" size={15} />
            <span class="hidden">{words.hasAttachments}</span>
          </>
        ) : null}
      </span>
    </button>
  );
};

import { Plural, Trans } from '@lingui/react/macro';
import { Clock, Pencil, RotateCw, Send } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiError } from '../../api/index.js';
import { cx, Button, Icon, PlainText, snippetOfView, useFormat, useSnippetWords } from '../../ui/index.js';
import { useRefusalWords } from '../actions/refusal.words.js';
import { takeBackIntoComposer } from '../composer/composer.store.js';
import type { OutboxEntry } from '../outbox/outbox.rules.js';
import { dropEntry, retryEntry, sendAnyway } from '../outbox/outbox.store.js';
import { useSeenSeq } from './seen.context.js';
import { AttachmentList } from './attachments.js';
import styles from './entries.module.css';

interface EntryProps {
  readonly entry: OutboxEntry;
}

/** A message that has not reached the server yet, in its place in the thread. */
export function OutboxBubble({ entry }: EntryProps): ReactNode {
  const format = useFormat();
  const isNote = entry.body.kind === 'note';
  return (
    <article className={isNote ? styles.note : cx(styles.side, styles.ours)}>
      <div className={isNote ? undefined : styles.bubble} data-outbox={entry.state}>
        <PlainText>{entry.body.text || entry.body.template?.id}</PlainText>
        <AttachmentList attachments={entry.files} />
        <footer className={styles.foot}>
          <time>{format.time(entry.createdAt)}</time>
          <OnItsWay entry={entry} />
        </footer>
      </div>
      {entry.state === 'stopped' && <Stopped entry={entry} />}
      {entry.state === 'failed' && <Refused entry={entry} />}
    </article>
  );
}

function OnItsWay({ entry }: EntryProps): ReactNode {
  if (entry.state === 'stopped' || entry.state === 'failed') return null;
  return (
    <>
      <span className={styles.tick}>
        <Icon of={Clock} size={15} />
      </span>
      {entry.state === 'waiting' && entry.tries > 0 ? (
        <Trans>waits for the connection</Trans>
      ) : (
        <Trans>sending…</Trans>
      )}
    </>
  );
}

async function edit(entry: OutboxEntry): Promise<void> {
  takeBackIntoComposer(entry);
  await dropEntry(entry.clientId);
}

/** Others wrote while this was being written: what came is above, and the person decides. */
function Stopped({ entry }: EntryProps): ReactNode {
  const words = useSnippetWords();
  const seenSeq = useSeenSeq();
  const last = entry.newer.at(-1);
  const nowSeen = Math.max(seenSeq(), entry.newerSeq ?? 0);
  return (
    <div role="alert" className={styles.doubt}>
      <strong>
        <Plural
          value={Math.max(1, entry.newer.length)}
          one="Not sent yet: a newer message has come"
          other="Not sent yet: # newer messages have come"
        />
      </strong>
      {last && (
        <blockquote className={styles.newer}>
          {last.author && (
            <strong>
              <bdi>{last.author.name}</bdi>
            </strong>
          )}
          <PlainText>{last.text || words(snippetOfView(last))}</PlainText>
        </blockquote>
      )}
      <span className={styles.choices}>
        <Button size="s" icon={Pencil} onPress={() => void edit(entry)}>
          <Trans>Edit</Trans>
        </Button>
        <Button size="s" variant="primary" icon={Send} onPress={() => void sendAnyway(entry, nowSeen)}>
          <Trans>Send anyway</Trans>
        </Button>
      </span>
    </div>
  );
}

function Refused({ entry }: EntryProps): ReactNode {
  const words = useRefusalWords();
  return (
    <div role="alert" className={styles.failure}>
      <span>
        <strong>
          <Trans>Not sent.</Trans>
        </strong>{' '}
        {words(new ApiError(entry.error ?? 'internal', 0))}
      </span>
      <span className={styles.choices}>
        <Button size="s" icon={Pencil} onPress={() => void edit(entry)}>
          <Trans>Edit</Trans>
        </Button>
        <Button size="s" icon={RotateCw} onPress={() => void retryEntry(entry)}>
          <Trans>Try again</Trans>
        </Button>
      </span>
    </div>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Split, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LedgerEntry } from '@sila/contracts';
import { Button, Ltr, useFormat } from '../../ui/index.js';
import { openPeopleDialog } from '../people/people.dialogs.store.js';
import { PanelCard } from './panel.card.js';
import styles from './panel.module.css';

/** What was decided about who this person is, and the way back. */
export function LedgerCard({ entries }: { readonly entries: readonly LedgerEntry[] }): ReactNode {
  if (entries.length === 0) return null;
  return (
    <PanelCard title={<Trans>Who this is</Trans>}>
      <ul className={styles.list}>
        {entries.map((entry) => (
          <li key={entry.id} className={styles.entry}>
            <Act entry={entry} />
            <Why at={entry.at} by={entry.by} reason={entry.reason} />
            {entry.undone && <Undone undone={entry.undone} />}
            {entry.mayUndo && <UndoButton entry={entry} />}
          </li>
        ))}
      </ul>
    </PanelCard>
  );
}

function Act({ entry }: { readonly entry: LedgerEntry }): ReactNode {
  const { t } = useLingui();
  const from = <bdi>{entry.from?.name ?? t`another person`}</bdi>;
  const into = <bdi>{entry.into?.name ?? t`another person`}</bdi>;
  if (entry.kind === 'merged') {
    return (
      <span>
        <Trans>
          {from} was merged into {into}
        </Trans>
      </span>
    );
  }
  const address = <Ltr>{entry.address}</Ltr>;
  return (
    <span>
      <Trans>
        {address} went from {from} to {into}
      </Trans>
    </span>
  );
}

function Undone({ undone }: { readonly undone: NonNullable<LedgerEntry['undone']> }): ReactNode {
  return (
    <>
      <strong>
        <Trans>Undone</Trans>
      </strong>
      <Why {...undone} />
    </>
  );
}

/** When, by whom and why. */
function Why({ at, by, reason }: Pick<LedgerEntry, 'at' | 'by' | 'reason'>): ReactNode {
  const format = useFormat();
  return (
    <>
      {reason && <q dir="auto">{reason}</q>}
      <small className={styles.quiet}>
        {format.dateTime(at)}
        {by && (
          <>
            {' · '}
            <bdi>{by.name}</bdi>
          </>
        )}
      </small>
    </>
  );
}

function UndoButton({ entry }: { readonly entry: LedgerEntry }): ReactNode {
  const open = () => openPeopleDialog({ kind: 'undo', entry });
  const isMerge = entry.kind === 'merged';
  return (
    <Button size="s" icon={isMerge ? Split : Undo2} onPress={open}>
      {isMerge ? <Trans>Take apart again…</Trans> : <Trans>Give it back…</Trans>}
    </Button>
  );
}

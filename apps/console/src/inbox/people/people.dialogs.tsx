import type { ReactNode } from 'react';
import type { ConversationDetail } from '@sila/contracts';
import { MergeDialog } from './merge.dialog.js';
import { MoveDialog } from './move.dialog.js';
import { usePeopleDialog } from './people.dialogs.store.js';
import { UndoDialog } from './undo.dialog.js';

/** The dialogs about who the person of the open conversation is; each begins empty. */
export function PeopleDialogs({ detail }: { readonly detail: ConversationDetail }): ReactNode {
  const { open } = usePeopleDialog();
  if (open?.kind === 'merge')
    return <MergeDialog personId={detail.contactDetail.id} firstOther={open.otherId} />;
  if (open?.kind === 'move')
    return <MoveDialog personId={detail.contactDetail.id} identity={open.identity} />;
  return open?.kind === 'undo' ? <UndoDialog entry={open.entry} /> : null;
}

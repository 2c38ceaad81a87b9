import type { ReactNode } from 'react';
import type { ConversationDetail } from '@sila/contracts';
import { AssignDialog } from './assign.dialog.js';
import { CloseDialog } from './close.dialog.js';
import { useDialogs } from './dialogs.store.js';
import { ReferDialog } from './refer.dialog.js';
import { TransferDialog } from './transfer.dialog.js';

interface ActionDialogsProps {
  readonly detail: ConversationDetail;
  readonly onClosed: (thenNext: boolean) => void;
}

/** The dialogs of the open conversation, one at a time; each begins empty. */
export function ActionDialogs({ detail, onClosed }: ActionDialogsProps): ReactNode {
  const { open, thenNext } = useDialogs();
  return (
    <>
      {open === 'assign' && <AssignDialog detail={detail} />}
      {open === 'transfer' && <TransferDialog detail={detail} />}
      {open === 'refer' && <ReferDialog detail={detail} />}
      {open === 'close' && <CloseDialog detail={detail} onClosed={() => onClosed(thenNext)} />}
    </>
  );
}

import { create } from 'zustand';

export type ActionDialog = 'assign' | 'transfer' | 'refer' | 'close';

interface DialogsState {
  readonly open: ActionDialog | null;
  /** Whether closing leads on to the next conversation. */
  readonly thenNext: boolean;
}

/** Which of the conversation's dialogs is open. */
export const useDialogs = create<DialogsState>()(() => ({ open: null, thenNext: true }));

export const openDialog = (open: ActionDialog, thenNext = true): void =>
  useDialogs.setState({ open, thenNext });
export const closeDialog = (): void => useDialogs.setState({ open: null });

import { create } from 'zustand';
import type { IdentityView, LedgerEntry } from '@sila/contracts';

/** What is decided about who somebody is, and of whom or what. */
export type PeopleDialog =
  | { readonly kind: 'merge'; readonly otherId: string | null }
  | { readonly kind: 'move'; readonly identity: IdentityView }
  | { readonly kind: 'undo'; readonly entry: LedgerEntry };

/** Which dialog about people is open. */
export const usePeopleDialog = create<{ readonly open: PeopleDialog | null }>()(() => ({ open: null }));

export const openPeopleDialog = (open: PeopleDialog): void => usePeopleDialog.setState({ open });
export const closePeopleDialog = (): void => usePeopleDialog.setState({ open: null });

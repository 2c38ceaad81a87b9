import { create } from 'zustand';
import { api } from '../../api/index.js';
import { DraftWriter } from './draft.writer.js';

interface SavedState {
  /** When the draft of a conversation was last saved, epoch milliseconds; 0 when there is none. */
  readonly savedAt: Readonly<Record<string, number>>;
}

const useSaved = create<SavedState>()(() => ({ savedAt: {} }));

/** When the draft of a conversation was last saved; 0 when there is none. */
export const useDraftSavedAt = (id: string): number => useSaved((state) => state.savedAt[id] ?? 0);

/** The drafts of this window. */
export const drafts = new DraftWriter({
  save: (id, draft) => api.put(`/conversations/${id}/draft`, draft),
  onSaved: (id, draft) =>
    useSaved.setState(({ savedAt }) => ({
      savedAt: { ...savedAt, [id]: draft.text.trim() ? Date.now() : 0 },
    })),
});

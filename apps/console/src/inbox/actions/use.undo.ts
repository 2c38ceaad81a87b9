import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import type { ConversationDetail } from '@sila/contracts';
import { api, keys } from '../../api/index.js';
import { toast } from '../../ui/index.js';
import type { Held } from './use.actions.js';
import { useRefusalWords } from './refusal.words.js';

/** The way back from a hand-over, for a note: to who held the conversation before, at the version of then. */
export function useUndo(before: Held): { readonly label: string; readonly run: () => void } {
  const { t } = useLingui();
  const client = useQueryClient();
  const words = useRefusalWords();
  const goBack = async () => {
    const { version } = await api.get<ConversationDetail>(`/conversations/${before.id}`);
    const holder = before.assignee ? { assigneeId: before.assignee.id } : { queueId: before.queueId };
    await api.post(`/conversations/${before.id}/assign`, { ...holder, version, reason: t`Taken back` });
    await client.invalidateQueries({ queryKey: keys.lists });
    await client.invalidateQueries({ queryKey: keys.conversation(before.id) });
  };
  const run = () =>
    void goBack().catch((error: unknown) => toast.show({ text: words(error), tone: 'danger' }));
  return { label: t`Undo`, run };
}

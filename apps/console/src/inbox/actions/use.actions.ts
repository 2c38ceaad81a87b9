import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import type { ConversationDetail, ConversationItem } from '@sila/contracts';
import { ApiError, keys } from '../../api/index.js';
import { toast } from '../../ui/index.js';
import { useChangeConversation } from '../conversation.query.js';
import type { ConversationChange } from '../conversation.query.js';
import { useRefusalWords } from './refusal.words.js';

type WithoutVersion<Change> = Change extends unknown ? Omit<Change, 'version'> : never;
/** A change whose version is that of the conversation on the screen. */
export type Wanted = WithoutVersion<ConversationChange>;

/** What of a conversation decides about a change of who holds it. */
export type Held = Pick<ConversationItem, 'id' | 'version' | 'assignee' | 'queueId'>;

export interface Actions {
  readonly isPending: boolean;
  /** Makes a change. Resolves to whether it was made; a refusal has been explained by then. */
  readonly change: (wanted: Wanted) => Promise<boolean>;
  readonly claim: () => void;
  readonly reopen: () => void;
}

/** What can be done with who holds a conversation. Every change carries the version that was looked at. */
export function useActions(detail: Held): Actions {
  const { t } = useLingui();
  const mutation = useChangeConversation(detail.id);
  const explain = useExplain(detail.id);
  const change = async (wanted: Wanted): Promise<boolean> => {
    try {
      await mutation.mutateAsync({ ...wanted, version: detail.version } as ConversationChange);
      return true;
    } catch (error) {
      explain(error);
      return false;
    }
  };
  const tell = async (wanted: Wanted, text: string) =>
    (await change(wanted)) && toast.show({ text, tone: 'ok' });
  return {
    isPending: mutation.isPending,
    change,
    claim: () => void tell({ kind: 'claim' }, t`The conversation is yours.`),
    reopen: () => void tell({ kind: 'reopen' }, t`The conversation is open again.`),
  };
}

/** Says why a change was refused; the loser of a race is told who won. */
function useExplain(id: string): (error: unknown) => void {
  const { t } = useLingui();
  const client = useQueryClient();
  const words = useRefusalWords();
  return (error) => {
    const isRace =
      error instanceof ApiError && (error.code === 'already-claimed' || error.code === 'old-version');
    const winner = isRace ? (nameIn(error.details) ?? nowHeldBy(client, id)) : undefined;
    const text = winner ? t`${winner} was faster: the conversation is theirs now.` : words(error);
    toast.show({ text, tone: isRace ? 'neutral' : 'danger', duration: 8_000 });
  };
}

function nowHeldBy(client: ReturnType<typeof useQueryClient>, id: string): string | undefined {
  return client.getQueryData<ConversationDetail>(keys.conversation(id))?.assignee?.name;
}

function nameIn(details: Readonly<Record<string, unknown>>): string | undefined {
  const { assignee, by, name } = details;
  for (const one of [assignee, by]) {
    if (typeof one === 'object' && one !== null && 'name' in one && typeof one.name === 'string')
      return one.name;
  }
  return typeof name === 'string' ? name : undefined;
}

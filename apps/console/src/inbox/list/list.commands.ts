import { useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import type { ConversationItem } from '@sila/contracts';
import { useCommands } from '../../shell/command.registry.js';
import { usePrefetch } from '../conversation.query.js';

interface ListCommandsInput {
  readonly rows: readonly ConversationItem[];
  readonly selectedId: string | undefined;
  readonly onOpen: (id: string) => void;
  readonly focusSearch: () => void;
}

/** Next, previous, search: the keys of the list. The next conversation is read ahead. */
export function useListCommands({ rows, selectedId, onOpen, focusSearch }: ListCommandsInput): void {
  const { t } = useLingui();
  const prefetch = usePrefetch();
  const at = rows.findIndex((row) => row.id === selectedId);
  const next = rows[at + 1];
  const previous = at > 0 ? rows[at - 1] : undefined;
  const ahead = selectedId === undefined ? undefined : next?.id;
  useEffect(() => {
    if (ahead) prefetch(ahead);
  }, [ahead, prefetch]);
  useCommands([
    {
      id: 'next',
      title: t`Next conversation`,
      group: 'list',
      keys: 'KeyJ',
      run: () => next && onOpen(next.id),
    },
    {
      id: 'previous',
      title: t`Previous conversation`,
      group: 'list',
      keys: 'KeyK',
      run: () => previous && onOpen(previous.id),
    },
    { id: 'search', title: t`Search`, group: 'list', keys: 'Slash', run: focusSearch },
  ]);
}

import { useLingui } from '@lingui/react/macro';
import type { RefObject } from 'react';
import type { ConversationDetail } from '@sila/contracts';
import { useMe } from '../../api/index.js';
import { useConnection } from '../../realtime/realtime.context.js';
import type { Thread } from '../../realtime/thread.rules.js';
import { useCommands } from '../../shell/command.registry.js';
import type { Command } from '../../shell/shortcut.rules.js';
import { toast } from '../../ui/index.js';
import { openDialog } from '../actions/dialogs.store.js';
import { useRefusalWords } from '../actions/refusal.words.js';
import { useActions } from '../actions/use.actions.js';
import { cancelMessage } from '../conversation.query.js';

interface ThreadCommandsInput {
  readonly detail: ConversationDetail;
  readonly thread: Thread;
  readonly log: RefObject<HTMLDivElement | null>;
  readonly onTogglePanel: () => void;
}

/** What the keys and the palette can do with the open conversation: only what this person may. */
export function useThreadCommands({ detail, thread, log, onTogglePanel }: ThreadCommandsInput): void {
  const { t } = useLingui();
  const group = 'conversation' as const;
  const undo = useUndoSend(thread);
  useCommands([
    ...useHandOverCommands(detail),
    { id: 'panel', title: t`Details of the person`, group, keys: 'KeyP', run: onTogglePanel },
    { id: 'history', title: t`Go to the messages`, group, keys: 'KeyM', run: () => log.current?.focus() },
    ...(undo
      ? [{ id: 'undo-send', title: t`Take the last answer back`, group, keys: 'KeyZ', run: undo }]
      : []),
  ]);
}

function useHandOverCommands(detail: ConversationDetail): readonly Command[] {
  const { t } = useLingui();
  const me = useMe();
  const { claim, change, reopen } = useActions(detail);
  const group = 'conversation' as const;
  const isOpen = detail.status === 'open';
  const may = (what: ConversationDetail['may'][number]) => isOpen && detail.may.includes(what);
  const take = () =>
    detail.assignee ? void change({ kind: 'assign', assigneeId: me.id, reason: t`Took it over` }) : claim();
  const commands: readonly (Command & { readonly when: boolean })[] = [
    {
      id: 'close',
      title: t`Close, then the next`,
      group,
      keys: 'KeyE',
      run: () => openDialog('close'),
      when: may('close'),
    },
    {
      id: 'close-stay',
      title: t`Close, and stay`,
      group,
      keys: 'Shift+KeyE',
      run: () => openDialog('close', false),
      when: may('close'),
    },
    {
      id: 'assign',
      title: t`Assign to a person…`,
      group,
      keys: 'KeyA',
      run: () => openDialog('assign'),
      when: may('assign'),
    },
    {
      id: 'take',
      title: t`Assign to me`,
      group,
      keys: 'KeyI',
      run: take,
      when: detail.assignee?.id !== me.id && may(detail.assignee ? 'assign' : 'claim'),
    },
    {
      id: 'transfer',
      title: t`Transfer to a queue…`,
      group,
      keys: 'KeyT',
      run: () => openDialog('transfer'),
      when: may('assign'),
    },
    {
      id: 'refer',
      title: t`Refer to social research…`,
      group,
      run: () => openDialog('refer'),
      when: may('assign'),
    },
    { id: 'reopen', title: t`Reopen`, group, run: reopen, when: !isOpen && detail.may.includes('reopen') },
  ];
  return commands.filter(({ when }) => when);
}

/** Takes back the newest answer that has not left yet; null when there is none. */
function useUndoSend(thread: Thread): (() => void) | null {
  const connection = useConnection();
  const words = useRefusalWords();
  const message = thread.messages.findLast(
    ({ status, undoUntil }) => status === 'queued' && undoUntil !== null,
  );
  if (!message) return null;
  return () =>
    void cancelMessage(message.id)
      .then(() => connection.threads.catchUp(message.conversationId))
      .catch((error: unknown) => toast.show({ text: words(error), tone: 'danger' }));
}

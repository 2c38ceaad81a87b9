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
import type { ActionDialog } from '../actions/dialogs.store.js';
import { useRefusalWords } from '../actions/refusal.words.js';
import { useActions } from '../actions/use.actions.js';
import { cancelMessage } from '../conversation.query.js';
import { useCallFrom } from './call.button.js';
import { openPeopleDialog } from '../people/people.dialogs.store.js';

interface ThreadCommandsInput {
  readonly detail: ConversationDetail;
  readonly thread: Thread;
  readonly log: RefObject<HTMLDivElement | null>;
  readonly onTogglePanel: () => void;
}

/** What the keys and the palette can do with the open conversation: only what this person may. */
export function useThreadCommands({ detail, thread, log, onTogglePanel }: ThreadCommandsInput): void {
  const { t } = useLingui();
  const undo = useUndoSend(thread);
  useCommands([
    ...useHandOverCommands(detail),
    ...useMergeCommand(detail),
    ...useCallCommand(detail),
    { id: 'panel', title: t`Details of the person`, group, keys: 'KeyP', run: onTogglePanel },
    { id: 'history', title: t`Go to the messages`, group, keys: 'KeyM', run: () => log.current?.focus() },
    ...(undo
      ? [{ id: 'undo-send', title: t`Take the last answer back`, group, keys: 'KeyZ', run: undo }]
      : []),
  ]);
}

function useHandOverCommands(detail: ConversationDetail): readonly Command[] {
  const me = useMe();
  const isOpen = detail.status === 'open';
  const may = (what: ConversationDetail['may'][number]) => detail.may.includes(what);
  const close = useCloseCommands();
  const assign = useAssignCommands();
  const take = useTakeCommand(detail);
  const reopen = useReopenCommand(detail);
  if (!isOpen) return may('reopen') ? [reopen] : [];
  const mayTake = detail.assignee?.id !== me.id && may(detail.assignee ? 'assign' : 'claim');
  return [...(may('close') ? close : []), ...(may('assign') ? assign : []), ...(mayTake ? [take] : [])];
}

const group = 'conversation' as const;

function useCloseCommands(): readonly Command[] {
  const { t } = useLingui();
  const stay = () => openDialog('close', false);
  return [
    { id: 'close', title: t`Close, then the next`, group, keys: 'KeyE', run: () => openDialog('close') },
    { id: 'close-stay', title: t`Close, and stay`, group, keys: 'Shift+KeyE', run: stay },
  ];
}

function useAssignCommands(): readonly Command[] {
  const { t } = useLingui();
  const open = (dialog: ActionDialog) => () => openDialog(dialog);
  return [
    { id: 'assign', title: t`Assign to a person…`, group, keys: 'KeyA', run: open('assign') },
    { id: 'transfer', title: t`Transfer to a queue…`, group, keys: 'KeyT', run: open('transfer') },
    { id: 'refer', title: t`Refer to social research…`, group, run: open('refer') },
  ];
}

function useTakeCommand(detail: ConversationDetail): Command {
  const { t } = useLingui();
  const me = useMe();
  const { claim, change } = useActions(detail);
  const takeOver = () => void change({ kind: 'assign', assigneeId: me.id, reason: t`Took it over` });
  return { id: 'take', title: t`Assign to me`, group, keys: 'KeyI', run: detail.assignee ? takeOver : claim };
}

function useReopenCommand(detail: ConversationDetail): Command {
  const { t } = useLingui();
  const { reopen } = useActions(detail);
  return { id: 'reopen', title: t`Reopen`, group, run: reopen };
}

function useMergeCommand(detail: ConversationDetail): readonly Command[] {
  const { t } = useLingui();
  if (!detail.may.includes('reply')) return [];
  const run = () => openPeopleDialog({ kind: 'merge', otherId: null });
  return [{ id: 'merge', title: t`Merge with another person…`, group, run }];
}

/** Only where one press says everything; several lines are chosen from at the button. */
function useCallCommand(detail: ConversationDetail): readonly Command[] {
  const { t } = useLingui();
  const { only } = useCallFrom(detail);
  if (!only) return [];
  return [{ id: 'call-person', title: t`Call the person`, group, keys: 'KeyC', run: only }];
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

import { useLingui } from '@lingui/react/macro';
import type { RefObject } from 'react';
import { useCommands } from '../../shell/command.registry.js';
import { changeWriting } from './composer.store.js';
import type { WritingKind } from './composer.store.js';

interface ComposerCommandsInput {
  readonly id: string;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly send: () => void;
  readonly sendAndClose: () => void;
}

/** Reply, note, send, send and close: the keys of writing. */
export function useComposerCommands({ id, field, send, sendAndClose }: ComposerCommandsInput): void {
  const { t } = useLingui();
  const write = (kind: WritingKind) => () => {
    changeWriting(id, { kind });
    setTimeout(() => field.current?.focus(), 0);
  };
  useCommands([
    { id: 'reply', title: t`Write a reply`, group: 'writing', keys: 'KeyR', run: write('reply') },
    { id: 'note', title: t`Write an internal note`, group: 'writing', keys: 'KeyN', run: write('note') },
    { id: 'send', title: t`Send`, group: 'writing', keys: '$mod+Enter', run: send, isMove: true },
    {
      id: 'send-and-close',
      title: t`Send and close`,
      group: 'writing',
      keys: '$mod+Shift+Enter',
      run: sendAndClose,
      isMove: true,
    },
  ]);
}

import { useLingui } from '@lingui/react/macro';
import type { CallView } from '@sila/contracts';
import { useCommands } from '../../shell/command.registry.js';
import type { Command } from '../../shell/shortcut.rules.js';
import type { Scene } from '../call.rules.js';
import type { CallActions } from './call.actions.js';

const group = 'call' as const;
const LEAVE_KEYS = '$mod+Shift+KeyE';

/** The keys of a call: chords, so that they work while something is being typed, and over dialogs. */
export function useCallCommands(scene: Scene | null, call: CallView | null, actions: CallActions): void {
  const ringing = useRingingCommands(actions);
  const running = useRunningCommands(call, actions);
  const commands = scene === 'ringing' ? ringing : running;
  useCommands(scene ? commands.map((command) => ({ ...command, overDialogs: true })) : []);
}

function useRingingCommands({ answer, decline }: CallActions): readonly Command[] {
  const { t } = useLingui();
  return [
    ...(answer
      ? [{ id: 'call-answer', title: t`Answer the call`, group, keys: '$mod+Shift+KeyL', run: answer }]
      : []),
    { id: 'call-decline', title: t`Decline the call`, group, keys: LEAVE_KEYS, run: decline },
  ];
}

function useRunningCommands(call: CallView | null, actions: CallActions): readonly Command[] {
  const { t } = useLingui();
  const { turnMute, turnHold, end } = actions;
  const mayHold = call?.may.includes(call.held ? 'resume' : 'hold') ?? false;
  return [
    { id: 'call-end', title: t`End the call`, group, keys: LEAVE_KEYS, run: end },
    ...(turnMute
      ? [{ id: 'call-mute', title: t`Microphone on or off`, group, keys: '$mod+Shift+KeyU', run: turnMute }]
      : []),
    ...(mayHold
      ? [{ id: 'call-hold', title: t`Hold or go on`, group, keys: '$mod+Shift+KeyH', run: turnHold }]
      : []),
  ];
}

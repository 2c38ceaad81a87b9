/** A key or a chain of keys in tinykeys' notation, by physical key: `KeyJ`, `Shift+KeyE`, `$mod+KeyK`, `KeyG KeyI`. */
export type Keys = string;

/** What the palette, the sheet of keys and the menus know of an action. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  readonly keys?: Keys | undefined;
  readonly run: () => void;
  /** Works in text fields too. Chords with Ctrl or ⌘ always do. */
  readonly whileTyping?: boolean | undefined;
  /** Works while a dialog is open too: a ringing call does not wait. */
  readonly overDialogs?: boolean | undefined;
  /** Listed in the sheet of keys but not in the palette: moves that make no sense by name. */
  readonly isMove?: boolean | undefined;
}

export const COMMAND_GROUPS = ['call', 'conversation', 'list', 'writing', 'go', 'app'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

const NAMES: Readonly<Record<string, string>> = {
  Enter: '↵',
  Escape: 'Esc',
  Slash: '/',
  BracketLeft: '[',
  BracketRight: ']',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

const MODIFIERS: Readonly<Record<string, readonly [mac: string, other: string]>> = {
  $mod: ['⌘', 'Ctrl'],
  Shift: ['⇧', 'Shift'],
};

/** How a chain of keys is written on this keyboard: "Ctrl K", "⌘ K", "G I", "?". */
export function keyLabel(keys: Keys, isMac: boolean): string {
  return keys
    .split(' ')
    .map((press) => pressLabel(press, isMac))
    .join(' ');
}

function pressLabel(press: string, isMac: boolean): string {
  if (press === 'Shift+Slash') return '?';
  return press
    .split('+')
    .map((part) => MODIFIERS[part]?.[isMac ? 0 : 1] ?? NAMES[part] ?? part.replace(/^(Key|Digit)/, ''))
    .join(' ');
}

/** True for keys without Ctrl or ⌘: a person may switch them off (WCAG 2.1.4), and they never work while typing. */
export function isSingle(keys: Keys): boolean {
  return !keys.includes('$mod') && keys !== 'Escape';
}

/** Where the keys were pressed and what the person chose. */
export interface PressSituation {
  readonly typing: boolean;
  readonly dialogOpen: boolean;
  readonly singleKeys: boolean;
}

/** Whether a command may run on its keys now. */
export function mayRun(command: Command, situation: PressSituation): boolean {
  if (!command.keys || (situation.dialogOpen && !command.overDialogs)) return false;
  if (!isSingle(command.keys)) return true;
  if (situation.typing) return command.whileTyping ?? false;
  return situation.singleKeys;
}

/** Keys that two commands claim; the sheet can only teach one meaning of a key. */
export function clashes(commands: readonly Command[]): readonly Keys[] {
  const seen = new Map<Keys, string>();
  return commands.flatMap(({ keys, id }) => {
    if (!keys) return [];
    const other = seen.get(keys);
    seen.set(keys, id);
    return other !== undefined && other !== id ? [keys] : [];
  });
}

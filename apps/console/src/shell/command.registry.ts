import { useEffect, useId, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { create } from 'zustand';
import { keyLabel, mayRun } from './shortcut.rules.js';
import type { Command, Keys } from './shortcut.rules.js';

interface RegistryState {
  readonly scopes: Readonly<Record<string, readonly Command[]>>;
}

const useRegistry = create<RegistryState>()(() => ({ scopes: {} }));

/** All commands that exist on this screen now. */
export function useAllCommands(): readonly Command[] {
  const scopes = useRegistry((state) => state.scopes);
  return Object.values(scopes).flat();
}

/**
 * Offers commands while the component is there: to the palette, the sheet of keys and the keyboard. `run` may
 * change with every render; the names and keys decide whether anything is registered anew.
 */
export function useCommands(commands: readonly Command[]): void {
  const scope = useId();
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const shape = JSON.stringify(commands.map(({ id, title, keys, group }) => [id, title, keys, group]));
  useEffect(() => {
    const stable = latest.current.map((command) => ({
      ...command,
      run: () => latest.current.find(({ id }) => id === command.id)?.run(),
    }));
    useRegistry.setState((state) => ({ scopes: { ...state.scopes, [scope]: stable } }));
    return () =>
      useRegistry.setState((state) => {
        const { [scope]: _gone, ...scopes } = state.scopes;
        return { scopes };
      });
  }, [scope, shape]);
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** How keys are written on this machine. */
export const labelOfKeys = (keys: Keys): string => keyLabel(keys, isMac);

/** The keys of a command as a label, for tooltips and menus; undefined while single keys are off. */
export function useKeyLabel(commandId: string): string | undefined {
  const command = useAllCommands().find(({ id }) => id === commandId);
  return command?.keys && labelOfKeys(command.keys);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const field = target.closest('input, textarea, select, [contenteditable]');
  return field !== null && !(field instanceof HTMLInputElement && /checkbox|radio/.test(field.type));
}

const dialogIsOpen = (): boolean =>
  document.querySelector('[role=dialog], [role=alertdialog], [role=menu], [role=listbox][data-open]') !==
  null;

/** Binds the keys of all commands, by physical key, so that they work on an Arabic layout too. */
export function useKeyboard(singleKeys: boolean): void {
  const commands = useAllCommands();
  useEffect(() => {
    const press = (command: Command) => (event: KeyboardEvent) => {
      const situation = { typing: isTyping(event.target), dialogOpen: dialogIsOpen(), singleKeys };
      if (event.defaultPrevented || event.isComposing || !mayRun(command, situation)) return;
      event.preventDefault();
      command.run();
    };
    const bindings = commands.flatMap((command) =>
      command.keys ? [[command.keys, press(command)] as const] : [],
    );
    return tinykeys(window, Object.fromEntries(bindings));
  }, [commands, singleKeys]);
}

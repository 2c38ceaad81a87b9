import { describe, expect, it } from '@jest/globals';
import { clashes, isSingle, keyLabel, mayRun } from './shortcut.rules.js';
import type { Command } from './shortcut.rules.js';

const command = (keys: string | undefined, change: Partial<Command> = {}): Command => ({
  id: keys ?? 'none',
  title: 'x',
  group: 'app',
  keys,
  run: () => undefined,
  ...change,
});

const free = { typing: false, dialogOpen: false, singleKeys: true };

describe('the label of keys', () => {
  it.each([
    ['KeyJ', 'J', 'J'],
    ['Shift+KeyE', 'Shift E', '⇧ E'],
    ['$mod+KeyK', 'Ctrl K', '⌘ K'],
    ['$mod+Shift+Enter', 'Ctrl Shift ↵', '⌘ ⇧ ↵'],
    ['KeyG KeyI', 'G I', 'G I'],
    ['Shift+Slash', '?', '?'],
    ['Slash', '/', '/'],
    ['BracketLeft', '[', '['],
  ])('%s', (keys, other, mac) => {
    expect([keyLabel(keys, false), keyLabel(keys, true)]).toEqual([other, mac]);
  });
});

describe('whether a key works', () => {
  it('single keys are those without Ctrl or ⌘', () => {
    expect(['KeyJ', 'Shift+KeyE', 'KeyG KeyI'].every(isSingle)).toBe(true);
    expect(isSingle('$mod+KeyK')).toBe(false);
  });

  it('single keys stop while typing and when switched off', () => {
    expect(mayRun(command('KeyJ'), free)).toBe(true);
    expect(mayRun(command('KeyJ'), { ...free, typing: true })).toBe(false);
    expect(mayRun(command('KeyJ'), { ...free, singleKeys: false })).toBe(false);
  });

  it('chords go on in both cases', () => {
    expect(mayRun(command('$mod+Enter'), { typing: true, dialogOpen: false, singleKeys: false })).toBe(true);
  });

  it('nothing runs behind a dialog but what cannot wait', () => {
    expect(mayRun(command('$mod+Enter'), { ...free, dialogOpen: true })).toBe(false);
    const urgent = command('$mod+Enter', { overDialogs: true });
    expect(mayRun(urgent, { ...free, dialogOpen: true })).toBe(true);
  });
});

describe('the registry', () => {
  it('finds keys that two commands claim', () => {
    expect(clashes([command('KeyJ'), command('KeyK'), command('KeyJ', { id: 'other' })])).toEqual(['KeyJ']);
    expect(clashes([command('KeyJ'), command('KeyJ')])).toEqual([]);
  });
});

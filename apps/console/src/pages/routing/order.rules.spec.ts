import { describe, expect, it } from '@jest/globals';
import { move, put } from '../shared/ordered.js';
import { duplicate, type Rule, tidy } from './order.rules.js';

const rule = (id: string): Rule => ({ id, name: id, when: {}, queueId: 'q', priority: 0, needs: [] });
const rules = [rule('a'), rule('b'), rule('c')];
const ids = (list: readonly Rule[]) => list.map((entry) => entry.id).join('');

describe('the order of rules', () => {
  it('moves by one place and stops at the ends', () => {
    expect(ids(move(rules, 'b', -1))).toBe('bac');
    expect(ids(move(rules, 'b', 1))).toBe('acb');
    expect(move(rules, 'a', -1)).toBe(rules);
    expect(move(rules, 'c', 1)).toBe(rules);
  });

  it('replaces a known rule in its place and adds a new one at the end', () => {
    expect(put(rules, { ...rule('b'), name: 'new' })[1]?.name).toBe('new');
    expect(ids(put(rules, rule('d')))).toBe('abcd');
  });

  it('puts a copy below the original, with an id of its own', () => {
    const copied = duplicate(rules, 'a', 'copy');
    expect(copied.map((entry) => entry.name)).toEqual(['a', 'copy', 'b', 'c']);
    expect(copied[1]?.id).not.toBe('a');
  });
});

it('leaves out conditions that ask for nothing', () => {
  const when = { channels: [], words: ['x'], contact: undefined };
  expect(tidy({ ...rule('a'), name: ' a ', when })).toEqual({ ...rule('a'), when: { words: ['x'] } });
});

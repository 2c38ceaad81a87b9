import { describe, expect, it } from '@jest/globals';
import type { ConversationItem } from '@sila/contracts';
import { misplaced } from './list.freshness.rules.js';

const row = (id: string, change: Partial<ConversationItem> = {}): ConversationItem =>
  ({
    id,
    lastMessageAt: '2026-11-01T09:00:00Z',
    waitingSince: null,
    priority: 0,
    status: 'open',
    ...change,
  }) as ConversationItem;

const everything = (): boolean => true;

describe('rows that are out of place', () => {
  it('leaves alone what only changed its words', () => {
    const change = { items: [row('a', { snippet: 'جديد' })], gone: [] };
    expect(misplaced([row('a')], change, everything)).toEqual([]);
  });

  it('counts what moved, what is new and what left', () => {
    const items = [row('a', { lastMessageAt: '2026-11-01T10:00:00Z' }), row('new')];
    expect(misplaced([row('a'), row('b')], { items, gone: ['b', 'elsewhere'] }, everything)).toEqual([
      'a',
      'new',
      'b',
    ]);
  });

  it('counts what no longer belongs here, and not what never did', () => {
    const items = [row('a'), row('x')];
    expect(misplaced([row('a')], { items, gone: [] }, () => false)).toEqual(['a']);
  });
});

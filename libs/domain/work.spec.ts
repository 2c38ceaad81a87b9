import { describe, expect, it } from '@jest/globals';
import { DEFAULT_CAPACITY, roomIn, workOf } from './work.js';

describe('What work a conversation is', () => {
  it('follows from what its channel can do', () => {
    const writing = { voice: false, inPerson: false };
    expect(workOf({ ...writing, continuity: 'stream' })).toBe('chat');
    expect(workOf({ ...writing, continuity: 'matter' })).toBe('mail');
    expect(workOf({ ...writing, voice: true, continuity: 'stream' })).toBe('mail');
    expect(workOf({ ...writing, inPerson: true, continuity: 'matter' })).toBe('mail');
  });

  it('finds room for each kind by itself', () => {
    expect(roomIn({ chat: 3, mail: 5 }, DEFAULT_CAPACITY)).toEqual(['chat', 'mail']);
    expect(roomIn({ chat: 4, mail: 5 }, DEFAULT_CAPACITY)).toEqual(['mail']);
    expect(roomIn({ chat: 9, mail: 6 }, DEFAULT_CAPACITY)).toEqual([]);
    expect(roomIn({ chat: 0, mail: 0 }, { chat: 0, mail: 1 })).toEqual(['mail']);
  });
});

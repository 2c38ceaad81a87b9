import { describe, expect, it } from '@jest/globals';
import {
  DEFAULT_CAPACITY,
  DEFAULT_INTERRUPTIONS,
  hasRoomFor,
  MEDIA,
  mediumOf,
  NOTHING_HELD,
  occupationOf,
  totalOf,
} from './work.js';

const held = (count: Partial<typeof NOTHING_HELD>) => ({ ...NOTHING_HELD, ...count });
const room = (medium: (typeof MEDIA)[number], count: Partial<typeof NOTHING_HELD>) =>
  hasRoomFor(medium, held(count), DEFAULT_CAPACITY, DEFAULT_INTERRUPTIONS);

describe('What work a conversation is', () => {
  it('follows from what its channel can do', () => {
    const writing = { voice: false, inPerson: false };
    expect(mediumOf({ ...writing, continuity: 'stream' })).toBe('chat');
    expect(mediumOf({ ...writing, continuity: 'matter' })).toBe('mail');
    expect(mediumOf({ ...writing, voice: true, continuity: 'stream' })).toBe('call');
    expect(mediumOf({ ...writing, inPerson: true, continuity: 'matter' })).toBe('interview');
  });
});

describe('Room for one more', () => {
  it('is counted for each medium by itself', () => {
    expect(room('chat', { chat: 3, mail: 6 })).toBe(true);
    expect(room('chat', { chat: 4 })).toBe(false);
    expect(room('mail', { chat: 4, mail: 5 })).toBe(true);
  });

  it('is nowhere during a call or an interview, while a call may come to whoever writes', () => {
    for (const busy of ['call', 'interview'] as const)
      for (const medium of MEDIA) expect(room(medium, { [busy]: 1 })).toBe(false);
    expect(room('call', { chat: 4, mail: 6 })).toBe(true);
  });

  it('shrinks by the share that each conversation takes of a person', () => {
    expect(occupationOf(NOTHING_HELD, DEFAULT_CAPACITY)).toBe(0);
    expect(occupationOf(held({ chat: 2, mail: 3 }), DEFAULT_CAPACITY)).toBe(1);
    expect(totalOf(DEFAULT_CAPACITY)).toBe(12);
  });
});

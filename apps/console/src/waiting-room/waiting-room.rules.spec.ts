import { describe, expect, it } from '@jest/globals';
import type { WaitingRoom } from '@sila/contracts';
import { newCall } from './waiting-room.rules.js';
import { spoken } from './waiting-room.texts.js';

const call = { label: 'A-1', counter: 2, calls: 1, calledAt: '2026-11-26T08:00:00.000Z', current: true };
const room = (...calls: WaitingRoom['calls']): WaitingRoom => ({
  label: 'x',
  timeZone: 'Asia/Riyadh',
  calls,
  waiting: 0,
});

describe('a call on the screen', () => {
  it('is new once, and again when the person is called again', () => {
    expect(newCall(room(), room(call))).toEqual(call);
    expect(newCall(room(call), room(call))).toBeNull();
    const again = { ...call, calls: 2, calledAt: '2026-11-26T08:01:00.000Z' };
    expect(newCall(room(call), room(again))).toEqual(again);
  });

  it('is not said for what was called before the screen was there, nor for who is served', () => {
    expect(newCall(null, room(call))).toBeNull();
    expect(newCall(room(), room({ ...call, current: false }))).toBeNull();
  });

  it('is said in both languages', () => {
    expect(spoken('A-12', 3)).toEqual({
      ar: 'الرقم A 12، تفضلوا إلى الشباك 3',
      en: 'Number A 12, please go to counter 3',
    });
  });
});

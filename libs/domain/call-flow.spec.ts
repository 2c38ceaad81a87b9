import { describe, expect, it } from '@jest/globals';
import { callActions, type CallOfReader } from './call-actions.js';
import {
  type CallFacts,
  type CallSituation,
  expectedMinutes,
  isNewer,
  nextMove,
  outcomeFor,
} from './call-flow.js';

const CALL: CallFacts = {
  direction: 'in',
  state: 'menu',
  outcome: null,
  hasQueue: false,
  recording: null,
  hasVoicemail: false,
};
const NOW: CallSituation = {
  isOpen: true,
  keys: ['1', '2'],
  records: true,
  place: 3,
  minutes: 6,
  waitedTooLong: false,
  canBeCalled: true,
};
const call = (changes: Partial<CallFacts>): CallFacts => ({ ...CALL, ...changes });
const at = (changes: Partial<CallSituation>): CallSituation => ({ ...NOW, ...changes });
const chose = (key: string | null, round = 1) => ({ what: 'chose', key, round }) as const;

describe('what a caller hears first', () => {
  it('is the menu while the association is open', () => {
    expect(nextMove(CALL, { what: 'arrived' }, NOW)).toEqual({ step: { hear: 'menu', round: 1 } });
  });

  it('is the voicemail outside working hours', () => {
    expect(nextMove(CALL, { what: 'arrived' }, at({ isOpen: false }))).toEqual({
      step: { hear: 'voicemail', because: 'closed' },
      state: 'voicemail',
    });
  });

  it('is the question for consent where there is no menu, and the queue where nothing is recorded', () => {
    expect(nextMove(CALL, { what: 'arrived' }, at({ keys: [] })).step).toEqual({ hear: 'consent' });
    expect(nextMove(CALL, { what: 'arrived' }, at({ keys: [], records: false }))).toMatchObject({
      step: { hear: 'queue' },
      state: 'waiting',
    });
  });
});

describe('the menu', () => {
  it('leads by its key to a queue, three times asked at most', () => {
    expect(nextMove(CALL, chose('2'), NOW)).toEqual({ step: { hear: 'consent' }, queueKey: '2' });
    expect(nextMove(CALL, chose('7'), NOW)).toEqual({ step: { hear: 'menu', round: 2 } });
    expect(nextMove(CALL, chose(null, 3), NOW)).toEqual({ step: { hear: 'consent' }, queueKey: null });
  });

  it('is answered the same when the same key comes again later', () => {
    expect(nextMove(call({ hasQueue: true }), chose('2'), NOW)).toEqual({ step: { hear: 'consent' } });
    expect(nextMove(call({ hasQueue: true, state: 'waiting' }), chose('2'), NOW)).toEqual({
      step: { hear: 'queue' },
    });
  });
});

describe('consent', () => {
  it.each([
    ['1', 'agreed'],
    ['2', 'refused'],
    [null, 'refused'],
  ] as const)('with the key %s means "%s"', (key, recording) => {
    expect(nextMove(call({ hasQueue: true }), { what: 'consented', key }, NOW)).toEqual({
      step: { hear: 'queue' },
      state: 'waiting',
      recording,
    });
  });

  it('is asked of people who are called, too, before they talk', () => {
    const called = call({ direction: 'out', state: 'dialling', hasQueue: true });
    expect(nextMove(called, { what: 'picked-up' }, NOW)).toEqual({ step: { hear: 'consent' } });
    expect(nextMove(called, { what: 'picked-up' }, at({ records: false }))).toEqual({
      step: { hear: 'conversation' },
      state: 'talking',
    });
    expect(nextMove(called, { what: 'consented', key: '1' }, NOW)).toEqual({
      step: { hear: 'conversation' },
      state: 'talking',
      recording: 'agreed',
    });
  });

  it('is never changed by the same key coming again', () => {
    const waiting = call({ hasQueue: true, state: 'waiting', recording: 'refused' });
    expect(nextMove(waiting, { what: 'consented', key: '1' }, NOW)).toEqual({ step: { hear: 'queue' } });
  });
});

describe('who waits', () => {
  const waiting = call({ state: 'waiting', hasQueue: true, recording: 'agreed' });

  it('hears their place and may ask to be called back, unless their number is withheld', () => {
    expect(nextMove(waiting, { what: 'waits', round: 2 }, NOW).step).toEqual({
      hear: 'place',
      place: 3,
      minutes: 6,
      callback: true,
      round: 2,
    });
    expect(nextMove(waiting, { what: 'waits', round: 2 }, at({ canBeCalled: false })).step).toMatchObject({
      callback: false,
    });
  });

  it('asks to be called back by 1, once', () => {
    const pressed = { what: 'pressed', key: '1', round: 1 } as const;
    expect(nextMove(waiting, pressed, NOW)).toEqual({
      step: { hear: 'leave' },
      state: 'ended',
      outcome: 'callback',
      asksCallback: true,
    });
    const asked = call({ state: 'ended', outcome: 'callback', hasQueue: true });
    expect(nextMove(asked, pressed, NOW)).toEqual({ step: { hear: 'leave' } });
    expect(nextMove(asked, { what: 'left-queue', because: 'left' }, NOW)).toEqual({
      step: { hear: 'callback-noted' },
    });
    expect(nextMove(waiting, pressed, at({ canBeCalled: false })).asksCallback).toBeUndefined();
  });

  it('is asked for a voicemail after the longest wait, but not while it rings somewhere', () => {
    const late = at({ waitedTooLong: true });
    expect(nextMove(waiting, { what: 'waits', round: 9 }, late)).toEqual({
      step: { hear: 'leave' },
      state: 'voicemail',
    });
    expect(
      nextMove({ ...waiting, state: 'ringing' }, { what: 'waits', round: 9 }, late).state,
    ).toBeUndefined();
    const left = nextMove({ ...waiting, state: 'voicemail' }, { what: 'left-queue', because: 'left' }, late);
    expect(left.step).toEqual({ hear: 'voicemail', because: 'unanswered' });
    expect(nextMove(waiting, { what: 'left-queue', because: 'left' }, NOW)).toMatchObject({
      state: 'voicemail',
    });
  });

  it('waits two minutes where nobody knows, else as long as those before', () => {
    expect(expectedMinutes(1, [])).toBe(2);
    expect(expectedMinutes(3, [60_000, 180_000])).toBe(6);
    expect(expectedMinutes(2, [1_000])).toBe(2);
  });
});

describe('the end of a call', () => {
  it.each([
    [call({ state: 'talking' }), 'completed', 'answered'],
    [call({ state: 'waiting' }), 'completed', 'missed'],
    [call({ state: 'voicemail', hasVoicemail: true }), 'completed', 'voicemail'],
    [call({ state: 'ended', outcome: 'callback' }), 'completed', 'callback'],
    [call({ direction: 'out', state: 'dialling' }), 'busy', 'busy'],
    [call({ direction: 'out', state: 'dialling' }), 'canceled', 'cancelled'],
    [call({ direction: 'out', state: 'dialling' }), 'completed', 'no-answer'],
  ] as const)('of %j by %s is "%s"', (facts, end, outcome) => {
    expect(outcomeFor(facts, end)).toBe(outcome);
  });

  it('is reported in any order and more than once: only a newer report counts, and none after the end', () => {
    const report = { what: 'leg', state: 'talking', end: null, sequence: 2 } as const;
    expect(isNewer({ state: 'ringing', sequence: 1 }, report)).toBe(true);
    expect(isNewer({ state: 'talking', sequence: 2 }, report)).toBe(false);
    expect(isNewer({ state: 'ended', sequence: 1 }, report)).toBe(false);
    expect(isNewer({ state: 'talking', sequence: 0 }, { ...report, state: 'ended', sequence: 0 })).toBe(true);
  });
});

describe('what can be done with a call', () => {
  const talking: CallOfReader = {
    state: 'talking',
    held: false,
    recording: 'on',
    mine: { role: 'officer', answered: true },
    consulted: null,
    maySupervise: false,
  };

  it.each([
    ['by the officer', talking, 'end pause-recording hold transfer note'],
    [
      'while it is held',
      { ...talking, held: true, recording: 'paused' },
      'end resume-recording resume transfer note',
    ],
    [
      'while a colleague is rung at',
      { ...talking, recording: 'off', consulted: { answered: false } },
      'end cancel-transfer note',
    ],
    [
      'once the colleague is there',
      { ...talking, recording: 'off', consulted: { answered: true } },
      'end complete-transfer cancel-transfer note',
    ],
    [
      'where it rings',
      { ...talking, state: 'ringing', mine: { role: 'officer', answered: false } },
      'decline',
    ],
    ['by a supervisor', { ...talking, mine: null, maySupervise: true }, 'supervise note'],
    ['by who only reads', { ...talking, mine: null }, 'note'],
    ['after its end', { ...talking, state: 'ended', mine: null }, 'note'],
  ] as const)('%s', (_who, facts, actions) => {
    expect(callActions(facts).join(' ')).toBe(actions);
  });
});

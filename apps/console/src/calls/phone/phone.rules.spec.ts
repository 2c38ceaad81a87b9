import { describe, expect, it } from '@jest/globals';
import {
  frameOf,
  keypadSigns,
  legAfter,
  phoneState,
  retryDelay,
  ringingLeg,
  troubleOfCode,
  troubleOfMicrophone,
} from './phone.rules.js';
import type { Registration } from './softphone.js';

describe('the simulator’s wire', () => {
  const incoming = frameOf(
    '{"type":"incoming","callSid":"CA1","from":"+966500000001","parameters":{"callId":"c"}}',
  );

  it('is read, and what is unknown or no JSON is passed over', () => {
    expect(incoming).toMatchObject({ type: 'incoming', callSid: 'CA1' });
    expect([frameOf('{"type":"weather"}'), frameOf('not json'), frameOf('7')]).toEqual([null, null, null]);
  });

  it('rings, with our id of the call; a second call does not push the first away', () => {
    const leg = incoming && legAfter(null, incoming);
    expect(leg).toEqual({ sid: 'CA1', state: 'ringing', muted: false, callId: 'c' });
    const second = { type: 'incoming', callSid: 'CA2', from: '', parameters: {} } as const;
    expect(legAfter(leg, second)).toBe(leg);
  });

  it('ends only the call that is meant', () => {
    const leg = ringingLeg('CA1', {});
    expect(legAfter(leg, { type: 'ended', callSid: 'CA2' })).toBe(leg);
    expect(legAfter(leg, { type: 'cancelled', callSid: 'CA1' })).toBeNull();
  });
});

describe('what a failure means for the officer', () => {
  it('is told by the SDK’s code and by the browser’s name', () => {
    expect([20104, 31401, 31402, 53000].map(troubleOfCode)).toEqual([
      'refused',
      'microphone-denied',
      'microphone-missing',
      'unreachable',
    ]);
    expect(troubleOfMicrophone('NotAllowedError')).toBe('microphone-denied');
    expect(troubleOfMicrophone('NotFoundError')).toBe('microphone-missing');
  });

  it('of one line is what the whole phone shows', () => {
    const line = (registration: Registration) => ({ id: 'l', label: '', registration });
    const ready = line({ state: 'registered' });
    expect(phoneState([ready, ready]).state).toBe('registered');
    expect(phoneState([ready, line({ state: 'registering' })]).state).toBe('registering');
    const failed = { state: 'failed', trouble: 'refused' } as const;
    expect(phoneState([ready, line(failed)])).toEqual(failed);
    expect(phoneState([]).state).toBe('off');
  });

  it('is tried again ever more rarely', () => {
    expect([0, 1, 2, 10].map(retryDelay)).toEqual([1_000, 2_000, 4_000, 15_000]);
  });
});

it('a keypad takes digits of any script, star and hash', () => {
  expect(keypadSigns('١2۳ -*#a')).toBe('123*#');
});

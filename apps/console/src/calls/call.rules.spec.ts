import { describe, expect, it } from '@jest/globals';
import type { CallView } from '@sila/contracts';
import { asksForNote, isAsserted, sceneOf } from './call.rules.js';
import type { Leg } from './phone/softphone.js';

const ME = 'me';
type Party = CallView['parties'][number];

const CALL: CallView = {
  id: 'call',
  direction: 'in',
  state: 'ringing',
  outcome: null,
  startedAt: '2026-11-26T08:00:00Z',
  answeredAt: null,
  endedAt: null,
  seconds: null,
  recording: 'off',
  officer: null,
  conversationId: 'conversation',
  conversationNumber: 1,
  contact: null,
  address: '+966500000001',
  channelAccountId: 'line',
  accountLabel: 'الهاتف',
  queueId: 'queue',
  held: false,
  ringUntil: null,
  parties: [],
  note: null,
  may: [],
};

const withMe = (party: Partial<Party>, call: Partial<CallView> = {}): CallView => ({
  ...CALL,
  ...call,
  parties: [
    { role: 'officer', staff: { id: ME, name: 'سارة' }, state: 'ringing', supervision: null, ...party },
  ],
});
const leg = (state: Leg['state']): Leg => ({ sid: 'CA1', state, muted: false, callId: 'call' });

describe('what an officer is shown of their call', () => {
  it('is nothing without one', () => {
    expect(sceneOf(null, null, ME)).toBeNull();
    expect(sceneOf(CALL, null, ME)).toBeNull();
  });

  it('rings while it rings at them, in whichever window the phone is', () => {
    expect(sceneOf(withMe({}), null, ME)).toBe('ringing');
    expect(sceneOf(withMe({}), leg('ringing'), ME)).toBe('ringing');
    expect(sceneOf(withMe({ role: 'consulted' }), leg('ringing'), ME)).toBe('ringing');
  });

  it('rings before the server has said who it is', () => {
    expect(sceneOf(null, leg('ringing'), ME)).toBe('ringing');
    expect(sceneOf(null, leg('open'), ME)).toBe('connecting');
  });

  it('does not ring for what they asked for themselves', () => {
    expect(sceneOf(withMe({}, { direction: 'out' }), leg('ringing'), ME)).toBe('connecting');
    expect(sceneOf(withMe({ role: 'supervisor' }), leg('ringing'), ME)).toBe('connecting');
  });

  it('runs from when they are on the line until it ends', () => {
    expect(sceneOf(withMe({}), leg('open'), ME)).toBe('connecting');
    expect(sceneOf(withMe({ state: 'talking' }, { state: 'talking' }), leg('open'), ME)).toBe('running');
    expect(sceneOf(withMe({ state: 'talking' }, { state: 'ended' }), null, ME)).toBeNull();
  });
});

describe('after and about a call', () => {
  it('asks once for a note, of those who may write it', () => {
    expect(asksForNote({ note: null, may: ['note'] })).toBe(true);
    expect(asksForNote({ note: 'قيل', may: ['note'] })).toBe(false);
    expect(asksForNote({ note: null, may: [] })).toBe(false);
  });

  it('takes a caller’s name for likely only: networks prove no number', () => {
    const address = '+966500000001';
    const contact = { id: 'person', name: 'نورة' };
    expect(isAsserted({ direction: 'in', contact, address })).toBe(true);
    expect(isAsserted({ direction: 'out', contact, address })).toBe(false);
    expect(isAsserted({ direction: 'in', contact: null, address })).toBe(false);
    expect(isAsserted({ direction: 'in', contact: { id: 'person', name: address }, address })).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import { type DecisionInputs, decide, drain, type OfficerAtWork, type WaitingWork } from './choosing.js';
import { DEFAULT_CAPACITY, DEFAULT_INTERRUPTIONS, NOTHING_HELD } from './work.js';

const NOW = 1_000_000_000_000;
const MINUTE = 60_000;
const queue = { mode: 'both', state: 'open', ageingMinutes: 30, stickHours: 72 } as const;
const waiting = (more: Partial<WaitingWork> = {}): WaitingWork => ({
  id: 'c1',
  queueId: 'q',
  medium: 'chat',
  priority: 0,
  since: NOW - MINUTE,
  needs: [],
  lastOfficer: null,
  ownOfficerId: null,
  unansweredBy: [],
  ...more,
});
const officer = (staffId: string, more: Partial<OfficerAtWork> = {}): OfficerAtWork => ({
  staffId,
  state: 'online',
  queueIds: ['q'],
  skills: {},
  lastAssignedAt: null,
  load: NOTHING_HELD,
  capacity: DEFAULT_CAPACITY,
  ...more,
});
const chats = (chat: number) => ({ load: { ...NOTHING_HELD, chat } });
const asked = (officers: OfficerAtWork[], work = waiting(), more: Partial<DecisionInputs> = {}) =>
  decide({ at: NOW, work, officers, queue, interruptions: DEFAULT_INTERRUPTIONS, ...more });
const verdicts = (decision: ReturnType<typeof decide>) =>
  Object.fromEntries(decision?.verdicts.map(({ staffId, verdict }) => [staffId, verdict.code]) ?? []);

describe('Who takes a conversation', () => {
  it('is whom the person knows: who answered last within the hours, then who looks after them', () => {
    const officers = [officer('a'), officer('b', chats(3)), officer('c', chats(2)), officer('d', chats(3))];
    const knows = { ownOfficerId: 'c' };
    const last = (hours: number) => ({ staffId: 'b', at: NOW - hours * 60 * MINUTE });
    expect(asked(officers, waiting({ ...knows, lastOfficer: last(71) }))).toMatchObject({
      staffId: 'b',
      reason: { code: 'last-officer' },
    });
    const late = waiting({ ...knows, lastOfficer: last(73) });
    expect(asked(officers, late)).toMatchObject({ staffId: 'c', reason: { code: 'own-officer' } });
    expect(verdicts(asked(officers, late))).toEqual({
      a: 'not-known',
      b: 'not-known',
      c: 'chosen',
      d: 'not-known',
    });
    expect(asked(officers, late, { queue: { ...queue, stickHours: 0 } })?.staffId).toBe('a');
  });

  it('is who has what is asked for; what is required keeps others out until it has waited too long', () => {
    const needs = [{ skillId: 'en', level: 3, required: true, relaxAfterMinutes: 20 }];
    const officers = [officer('a', { skills: { en: 2 } }), officer('b', { skills: { en: 3 }, ...chats(3) })];
    const decision = asked(officers, waiting({ needs }));
    expect(decision).toMatchObject({ staffId: 'b', reason: { code: 'only-one' } });
    expect(decision?.verdicts[0]?.verdict).toEqual({ code: 'lacks-skill', skillId: 'en' });
    const relaxed = asked(officers, waiting({ needs, since: NOW - 20 * MINUTE }));
    expect(relaxed).toMatchObject({ staffId: 'b', reason: { code: 'best-skills' } });
    expect(verdicts(relaxed)).toEqual({ a: 'fits-less', b: 'chosen' });
    expect(asked([officer('a')], waiting({ needs, since: NOW - 20 * MINUTE }))?.staffId).toBe('a');
  });

  it('is then whose share of their capacity is least, and among equals who is idle longest', () => {
    const small = { ...DEFAULT_CAPACITY, chat: 2 };
    const byShare = asked([officer('a', { ...chats(1), capacity: small }), officer('b', chats(1))]);
    expect(byShare).toMatchObject({ staffId: 'b', reason: { code: 'least-loaded', load: 1 } });
    const byIdle = asked([officer('a', { lastAssignedAt: 9 }), officer('b', { lastAssignedAt: 5 })]);
    expect(byIdle).toMatchObject({ staffId: 'b', reason: { code: 'longest-idle' } });
    expect(verdicts(byIdle)).toEqual({ a: 'less-idle', b: 'chosen' });
  });

  it('is nobody who is away, full, on a call, or just let it ring; each is told apart', () => {
    const officers = [
      officer('a', { state: 'away' }),
      officer('b', chats(4)),
      officer('c', { load: { ...NOTHING_HELD, call: 1 } }),
      officer('d'),
    ];
    expect(asked(officers, waiting({ unansweredBy: ['d'] }))).toBeNull();
    const one = asked([...officers, officer('e')], waiting({ unansweredBy: ['d'] }));
    expect(verdicts(one)).toEqual({
      a: 'away',
      b: 'full',
      c: 'not-to-interrupt',
      d: 'did-not-answer',
      e: 'chosen',
    });
  });

  it('is nobody while the queue is paused or only taken from; a caller is rung for where people take', () => {
    for (const rules of [{ state: 'paused' }, { mode: 'pull' }] as const)
      expect(asked([officer('a')], waiting(), { queue: { ...queue, ...rules } })).toBeNull();
    const call = waiting({ medium: 'call' });
    expect(asked([officer('a')], call, { queue: { ...queue, mode: 'pull' } })?.staffId).toBe('a');
  });
});

describe('Whose turn it is', () => {
  const turns = (work: WaitingWork[]) =>
    drain(work, [officer('a')], {
      at: NOW,
      interruptions: DEFAULT_INTERRUPTIONS,
      queues: { q: queue },
    }).map(({ decision }) => decision.workId);

  it('is that of the highest priority, raised by waiting, then of the longest wait, until hands are full', () => {
    const urgent = waiting({ id: 'urgent', priority: 1 });
    const old = waiting({ id: 'old', since: NOW - 65 * MINUTE });
    const older = waiting({ id: 'older', since: NOW - 10 * MINUTE });
    expect(
      turns([older, urgent, waiting({ id: 'new' }), old, waiting({ id: 'newest', since: NOW })]),
    ).toEqual(['old', 'urgent', 'older', 'new']);
  });

  it('is that of who is on the line before everybody who wrote', () => {
    expect(turns([waiting({ id: 'chat', priority: 5 }), waiting({ id: 'call', medium: 'call' })])).toEqual([
      'call',
    ]);
  });
});

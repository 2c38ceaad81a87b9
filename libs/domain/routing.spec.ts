import { describe, expect, it } from '@jest/globals';
import { matchRule, type OfficerCandidate, pickOfficer, type RoutingRule } from './routing.js';

const rule = (id: string, when: RoutingRule['when']): RoutingRule => ({
  id,
  name: id,
  when,
  queueId: `q-${id}`,
  priority: 0,
  needs: [],
});
const situation = { channel: 'email', text: '', contact: 'new', hours: 'open', form: null } as const;

describe('Routing rules', () => {
  it('are tried in order; the first whose every condition holds decides', () => {
    const rules = [
      rule('closed', { hours: 'closed' }),
      rule('mail', { channels: ['email'], contact: 'new' }),
      rule('rest', {}),
    ];
    expect(matchRule(rules, situation)?.id).toBe('mail');
    expect(matchRule(rules, { ...situation, contact: 'known' })?.id).toBe('rest');
    expect(matchRule(rules, { ...situation, hours: 'closed' })?.id).toBe('closed');
  });

  it('find Arabic words whatever their hamza, ta marbuta and diacritics', () => {
    const rules = [rule('research', { words: ['دراسة حالة'] })];
    expect(matchRule(rules, { ...situation, text: 'أريدُ دِراسه حاله لأسرتي' })?.id).toBe('research');
    expect(matchRule(rules, { ...situation, text: 'سؤال آخر' })).toBeNull();
  });
});

describe('Who takes a conversation', () => {
  const officer = (
    staffId: string,
    load: number,
    idleSince: number | null,
    capacity = 5,
  ): OfficerCandidate => ({
    staffId,
    load,
    capacity,
    lastAssignedAt: idleSince === null ? null : new Date(idleSince),
  });

  it("is the person's last officer when there is room", () => {
    expect(pickOfficer([officer('a', 0, 1), officer('b', 4, 2)], 'b')).toEqual({
      staffId: 'b',
      reason: { code: 'last-officer' },
    });
    expect(pickOfficer([officer('a', 0, 1), officer('b', 5, 2)], 'b')?.staffId).toBe('a');
  });

  it('is the least loaded, then whoever is idle longest', () => {
    expect(pickOfficer([officer('a', 2, 1), officer('b', 1, 2)], null)).toEqual({
      staffId: 'b',
      reason: { code: 'least-loaded', load: 1 },
    });
    expect(pickOfficer([officer('a', 1, 9), officer('b', 1, 2)], null)).toEqual({
      staffId: 'b',
      reason: { code: 'longest-idle' },
    });
    expect(pickOfficer([officer('a', 1, 9), officer('b', 1, null)], null)?.staffId).toBe('b');
  });

  it('is nobody when all are full', () => {
    expect(pickOfficer([officer('a', 5, 1)], null)).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import { matchRule, type RoutingRule } from './routing.js';

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

import { describe, expect, it } from '@jest/globals';
import { ROLES } from '@sila/domain';
import {
  type Actor,
  actionsOf,
  conversationRights,
  conversationScope,
  may,
  seesFigures,
  worksDeskOf,
} from './policy.js';

const actor = (role: Actor['role'], queueIds: readonly string[] = []): Actor => ({
  id: 'me',
  role,
  queueIds,
});
const facts = (patch: Partial<{ queueId: string; assigneeId: string | null; following: boolean }> = {}) => ({
  queueId: 'relations',
  assigneeId: null,
  following: false,
  ...patch,
});
const rights = (staff: Actor, of = facts()) => [...conversationRights(staff, of)];

describe('rights on a conversation', () => {
  it('are complete for members of its queue', () => {
    expect(rights(actor('officer', ['relations']))).toEqual([
      'read',
      'reply',
      'note',
      'assign',
      'claim',
      'close',
      'reopen',
    ]);
  });

  it('are none for people of another queue, whatever their role', () => {
    for (const role of ROLES) expect(rights(actor(role, ['research']))).toEqual([]);
  });

  it('let its owner work on it outside their own queues', () => {
    const mine = rights(actor('researcher'), facts({ assigneeId: 'me' }));
    expect(mine).toContain('reply');
    expect(mine).not.toContain('claim');
  });

  it('let followers read and note, no more', () => {
    expect(rights(actor('officer'), facts({ following: true }))).toEqual(['read', 'note']);
  });

  it('are none for an administrator, even one who owned or followed it, until they join a queue', () => {
    expect(rights(actor('administrator'), facts({ assigneeId: 'me', following: true }))).toEqual([]);
    expect(rights(actor('administrator', ['relations']))).toContain('read');
  });
});

describe('the figures of a queue', () => {
  it('are for its members, and all of them for an administrator', () => {
    expect(seesFigures(actor('officer', ['relations']), 'relations')).toBe(true);
    expect(seesFigures(actor('supervisor', ['relations']), 'research')).toBe(false);
    expect(seesFigures(actor('administrator'), 'research')).toBe(true);
  });
});

describe('the scope of conversations', () => {
  it('is never empty', () => {
    expect(conversationScope(actor('administrator'))).toEqual({ sql: '1=0', values: [] });
    expect(conversationScope(actor('officer')).sql).toContain('c.assignee_id = $1');
    expect(conversationScope(actor('officer')).sql).not.toContain('queue_id');
  });

  it('numbers its parameters from the one asked for, over the alias asked for', () => {
    const scope = conversationScope(actor('supervisor', ['relations']), 'conv', 4);
    expect(scope.sql).toContain('conv.queue_id = ANY($5::uuid[])');
    expect(scope.sql).toContain('conv.assignee_id = $4::uuid');
    expect(scope.values).toEqual(['me', ['relations']]);
  });

  it('leaves out what is only followed when an answer is wanted', () => {
    const staff = actor('officer', ['relations']);
    expect(conversationScope(staff, 'c', 1, 'read').sql).toContain('follower');
    expect(conversationScope(staff, 'c', 1, 'reply').sql).toBe(
      '(c.queue_id = ANY($2::uuid[]) OR c.assignee_id = $1::uuid)',
    );
    expect(conversationScope(actor('administrator'), 'c', 1, 'reply').sql).toBe('1=0');
  });

  it('is one expression, so that OR inside never widens what stands beside it', () => {
    for (const queues of [[], ['relations']])
      expect(conversationScope(actor('officer', queues)).sql).toMatch(/^\(.*\)$/s);
  });
});

describe('a desk', () => {
  it('is worked by members of its queue alone, whatever their role', () => {
    for (const role of ROLES) {
      expect(worksDeskOf(actor(role, ['relations']), 'relations')).toBe(true);
      expect(worksDeskOf(actor(role, ['research']), 'relations')).toBe(false);
      expect(worksDeskOf(actor(role), 'relations')).toBe(false);
    }
  });
});

describe('acts by role', () => {
  it('keep administration with administrators', () => {
    for (const role of ROLES) expect(may(actor(role), 'staff.manage')).toBe(role === 'administrator');
  });

  it('keep conversations with those who serve people', () => {
    for (const role of ROLES) expect(may(actor(role), 'conversation.read')).toBe(role !== 'administrator');
    expect(actionsOf(actor('administrator', ['relations']))).toContain('conversation.read');
  });

  it('decide acts on a conversation by its facts', () => {
    expect(may(actor('officer', ['relations']), 'conversation.close', facts())).toBe(true);
    expect(may(actor('officer', ['research']), 'conversation.close', facts())).toBe(false);
  });
});

import type { Role } from '@sila/domain';

/** The part of a person of the staff that decides what they may do. */
export interface Actor {
  readonly id: string;
  readonly role: Role;
  /** The queues the person is a member of. */
  readonly queueIds: readonly string[];
}

/** Acts that need no object to be decided: by role alone. */
export const ROLE_ACTIONS = [
  'conversation.read',
  'queue.live',
  'queue.live-all',
  'colleague.list',
  'call.supervise',
  'queue.steer',
  'report.read',
  'staff.manage',
  'queue.manage',
  'channel.manage',
  'routing.manage',
  'settings.manage',
  'dead-letters.manage',
] as const;
export type RoleAction = (typeof ROLE_ACTIONS)[number];

/** Acts on one conversation. */
export const CONVERSATION_RIGHTS = ['read', 'reply', 'note', 'assign', 'claim', 'close', 'reopen'] as const;
export type ConversationRight = (typeof CONVERSATION_RIGHTS)[number];
export type ConversationAction = `conversation.${ConversationRight}`;
export type Action = RoleAction | ConversationAction;

/** What figures say of the service is for everybody (P10). */
const DESK: readonly RoleAction[] = ['conversation.read', 'queue.live', 'report.read', 'colleague.list'];
const OFFICE: readonly RoleAction[] = [
  'queue.steer',
  'queue.live',
  'queue.live-all',
  'report.read',
  'colleague.list',
  'staff.manage',
  'queue.manage',
  'channel.manage',
  'routing.manage',
  'settings.manage',
  'dead-letters.manage',
];

/** The policy table: what each role may do without looking at an object. An administrator reads no conversations. */
const BY_ROLE: Record<Role, readonly RoleAction[]> = {
  officer: DESK,
  researcher: DESK,
  supervisor: [...DESK, 'queue.steer', 'call.supervise'],
  administrator: OFFICE,
};

/** What the policy looks at of a conversation. */
export interface ConversationFacts {
  readonly queueId: string;
  readonly assigneeId: string | null;
  /** True when the person is one of its followers. */
  readonly following: boolean;
}

const EVERYTHING: ReadonlySet<ConversationRight> = new Set(CONVERSATION_RIGHTS);
const OWNER: ReadonlySet<ConversationRight> = new Set([
  'read',
  'reply',
  'note',
  'assign',
  'close',
  'reopen',
] as const);
const FOLLOWER: ReadonlySet<ConversationRight> = new Set(['read', 'note'] as const);
const NOTHING: ReadonlySet<ConversationRight> = new Set();

/**
 * What a person may do with one conversation: members of its queue everything, its owner everything but claim,
 * followers read and note, everybody else nothing. Nothing means that it must look as if it did not exist (404).
 */
export function conversationRights(
  staff: Actor,
  conversation: ConversationFacts,
): ReadonlySet<ConversationRight> {
  if (seesNoConversations(staff)) return NOTHING;
  if (staff.queueIds.includes(conversation.queueId)) return EVERYTHING;
  if (conversation.assigneeId === staff.id) return OWNER;
  return conversation.following ? FOLLOWER : NOTHING;
}

/** A WHERE predicate with its parameters, numbered from the index that was asked for. */
export interface Scope {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/**
 * The conversations a person may read, or answer in, as a predicate over `alias`; the same rule as `conversationRights`. It
 * is never empty: without any right it is `1=0`.
 */
export function conversationScope(
  staff: Actor,
  alias = 'c',
  firstParamIndex = 1,
  right: 'read' | 'reply' = 'read',
): Scope {
  if (seesNoConversations(staff)) return { sql: '1=0', values: [] };
  const me = `$${firstParamIndex}::uuid`;
  const follows =
    ` OR EXISTS (SELECT 1 FROM follower scope_follower ` +
    `WHERE scope_follower.conversation_id = ${alias}.id AND scope_follower.staff_id = ${me})`;
  const personal = `${alias}.assignee_id = ${me}${FOLLOWER.has(right) ? follows : ''}`;
  if (staff.queueIds.length === 0) return { sql: `(${personal})`, values: [staff.id] };
  const queues = `${alias}.queue_id = ANY($${firstParamIndex + 1}::uuid[])`;
  return { sql: `(${queues} OR ${personal})`, values: [staff.id, [...staff.queueIds]] };
}

/** Whether a person sees the figures of a queue: members, and an administrator of all. */
export function seesFigures(staff: Actor, queueId: string): boolean {
  return may(staff, 'queue.live-all') || staff.queueIds.includes(queueId);
}

/** Whether a person may work at a desk, for paper or for people, that belongs to a queue: its members, nobody else. */
export function worksDeskOf(staff: Actor, queueId: string): boolean {
  return staff.queueIds.includes(queueId);
}

/** Decides one act. Acts on a conversation need its facts; without them only the role is asked. */
export function may(staff: Actor, action: RoleAction): boolean;
export function may(staff: Actor, action: ConversationAction, conversation: ConversationFacts): boolean;
export function may(staff: Actor, action: Action, conversation?: ConversationFacts): boolean {
  if (conversation) return conversationRights(staff, conversation).has(rightOf(action));
  return actionsOf(staff).includes(action);
}

/** Everything a person may do by role; the console hides the rest, the server refuses it. */
export function actionsOf(staff: Actor): readonly Action[] {
  const byRole: readonly Action[] = BY_ROLE[staff.role];
  if (staff.role !== 'administrator' || staff.queueIds.length === 0) return byRole;
  return [...byRole, 'conversation.read'];
}

/** An administrator has settings and staff but no message content, unless they are a member of a queue. */
function seesNoConversations(staff: Actor): boolean {
  return staff.role === 'administrator' && staff.queueIds.length === 0;
}

function rightOf(action: Action): ConversationRight {
  return action.slice('conversation.'.length) as ConversationRight;
}

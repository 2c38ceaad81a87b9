import type { AssociationSettings, RoutingSettings } from '@sila/contracts';
import type { OpenAccount } from '@sila/directory';
import { type AssignmentReason, isOpen, matchRule, type SkillNeed } from '@sila/domain';
import { formNameOf, type PreparedMessage, visitOf } from './received-message.js';

/** The settings that choose a queue. */
export interface QueueSetting {
  readonly association: AssociationSettings;
  readonly routing: RoutingSettings;
  /** Of the routing settings. */
  readonly version: number;
}

/** Where a new conversation goes, and why. */
export interface Destination {
  readonly queueId: string;
  readonly priority: number;
  readonly needs: readonly SkillNeed[];
  readonly reason: AssignmentReason;
}

/** The queue of a new conversation: what the desk or the caller chose, else the first rule that holds, else the default. */
export function queueFor(
  account: OpenAccount,
  prepared: PreparedMessage,
  isNew: boolean,
  setting: QueueSetting,
  now: Date,
): Destination {
  const visit = visitOf(account, prepared);
  if (visit) return { queueId: visit.queueId, priority: visit.priority, needs: [], reason: { code: 'desk' } };
  const { message, queueId: chosen } = prepared;
  if (chosen) return { queueId: chosen, priority: 0, needs: [], reason: { code: 'menu' } };
  const rule = matchRule(setting.routing.rules, {
    channel: account.channel.name,
    text: `${message.subject ?? ''} ${message.text}`,
    contact: isNew ? 'new' : 'known',
    hours: isOpen(setting.association.hours, now) ? 'open' : 'closed',
    form: formNameOf(message),
  });
  const { version } = setting;
  const reason: AssignmentReason = rule
    ? { code: 'rule', rule: rule.name, version }
    : { code: 'default-queue', version };
  const queueId = rule?.queueId ?? account.queueId ?? setting.routing.defaultQueueId;
  return {
    queueId,
    priority: rule?.priority ?? 0,
    needs: rule?.needs ?? [],
    reason,
  };
}

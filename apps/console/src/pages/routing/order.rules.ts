import type { RoutingSettings } from '@sila/contracts';

/** One routing rule as the settings hold it. */
export type Rule = RoutingSettings['rules'][number];

/** A rule without conditions, to be filled. */
export function newRule(queueId: string): Rule {
  return { id: crypto.randomUUID(), name: '', when: {}, queueId, priority: 0, needs: [] };
}

/** A copy right below the original. */
export function duplicate(rules: readonly Rule[], id: string, name: string): readonly Rule[] {
  return rules.flatMap((rule) =>
    rule.id === id ? [rule, { ...rule, id: crypto.randomUUID(), name }] : [rule],
  );
}

/** Leaves out conditions that ask for nothing: an empty list would mean the same as none. */
export function tidy(rule: Rule): Rule {
  const entries = Object.entries(rule.when).filter(
    ([, condition]) => condition !== undefined && (!Array.isArray(condition) || condition.length > 0),
  );
  return { ...rule, name: rule.name.trim(), when: Object.fromEntries(entries) as Rule['when'] };
}

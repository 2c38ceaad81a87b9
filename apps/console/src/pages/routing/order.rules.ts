import type { RoutingSettings } from '@sila/contracts';

/** One routing rule as the settings hold it. */
export type Rule = RoutingSettings['rules'][number];

/** A rule without conditions, to be filled. */
export function newRule(queueId: string): Rule {
  return { id: crypto.randomUUID(), name: '', when: {}, queueId, priority: 0, needs: [] };
}

/** Replaces the rule with the same id, or adds it at the end. */
export function put(rules: readonly Rule[], rule: Rule): readonly Rule[] {
  const known = rules.some((entry) => entry.id === rule.id);
  return known ? rules.map((entry) => (entry.id === rule.id ? rule : entry)) : [...rules, rule];
}

/** Moves a rule by one place, up with -1 and down with 1; at an end it stays. */
export function move(rules: readonly Rule[], id: string, by: -1 | 1): readonly Rule[] {
  const from = rules.findIndex((rule) => rule.id === id);
  const to = from + by;
  const rule = rules[from];
  if (!rule || to < 0 || to >= rules.length) return rules;
  const rest = rules.filter((entry) => entry.id !== id);
  return [...rest.slice(0, to), rule, ...rest.slice(to)];
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

import { type Channel, channels } from '@sila/channels';
import type { ChannelKind } from '@sila/contracts';
import { DomainError } from '@sila/domain';
import { z } from 'zod';

interface FieldSchema {
  readonly secret?: boolean;
  readonly [key: string]: unknown;
}

/** The channel of a name. Throws `bad-request` when there is none. */
export function channelNamed(name: string): Channel {
  const channel = channels.find((one) => one.name === name);
  if (!channel)
    throw new DomainError('bad-request', { field: 'channel', known: channels.map((one) => one.name) });
  return channel;
}

/** Everything that can be set up, with the JSON Schema (draft 2020-12, input side) that draws its form. */
export function channelKinds(): ChannelKind[] {
  return channels.map((channel) => ({
    name: channel.name,
    labelAr: channel.label.ar,
    labelEn: channel.label.en,
    icon: channel.icon,
    settings: { ...schemaOf(channel) },
    capabilities: { ...channel.capabilities },
  }));
}

/** Names of the fields whose values are encrypted and never read back. */
export function secretFields(channel: Channel): string[] {
  return Object.entries(fieldsOf(channel)).flatMap(([name, field]) => (field.secret === true ? [name] : []));
}

/** Settings without their secrets, and the secrets alone. */
export function splitSecrets(
  channel: Channel,
  settings: Readonly<Record<string, unknown>>,
): { open: Record<string, unknown>; secrets: Record<string, unknown> } {
  const names = new Set(secretFields(channel));
  const entries = Object.entries(settings).filter(([, value]) => value !== undefined);
  return {
    open: Object.fromEntries(entries.filter(([name]) => !names.has(name))),
    secrets: Object.fromEntries(entries.filter(([name]) => names.has(name))),
  };
}

/**
 * What the channel's schema makes of the settings. Throws `bad-request` with the fields at fault; messages of the schema only,
 * because a value may be a secret. Unknown fields are refused.
 */
export function validSettings(
  channel: Channel,
  settings: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const known = new Set(Object.keys(fieldsOf(channel)));
  const unknown = Object.keys(settings).filter((name) => !known.has(name));
  const result = channel.settings.safeParse(settings);
  const issues = [
    ...unknown.map((name) => ({ path: `settings.${name}`, message: 'unknown field' })),
    ...(result.success ? [] : result.error.issues.map(issueOf)),
  ];
  if (!result.success || issues.length > 0) throw new DomainError('bad-request', { issues });
  return result.data;
}

function issueOf(issue: z.core.$ZodIssue): { path: string; message: string } {
  return { path: ['settings', ...issue.path].join('.'), message: issue.message };
}

function fieldsOf(channel: Channel): Record<string, FieldSchema> {
  return schemaOf(channel).properties ?? {};
}

const schemas = new Map<string, { properties?: Record<string, FieldSchema> }>();

function schemaOf(channel: Channel): { properties?: Record<string, FieldSchema> } {
  const kept = schemas.get(channel.name);
  if (kept) return kept;
  const made = z.toJSONSchema(channel.settings, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, FieldSchema>;
  };
  schemas.set(channel.name, made);
  return made;
}

import {
  associationSettings,
  type AssociationSettings,
  formSettings,
  type FormSettings,
  promiseSettings,
  type PromiseSettings,
  routingSettings,
  type RoutingSettings,
  type VersionedSetting,
  workSettings,
  type WorkSettings,
} from '@sila/contracts';
import type { Sql } from '@sila/database';

/** The settings of the association, by key. */
export interface Settings {
  readonly association: AssociationSettings;
  readonly routing: RoutingSettings;
  readonly forms: FormSettings;
  readonly work: WorkSettings;
  readonly promises: PromiseSettings;
}
export type SettingKey = keyof Settings;

export const SETTING_SCHEMAS = {
  association: associationSettings,
  routing: routingSettings,
  forms: formSettings,
  work: workSettings,
  promises: promiseSettings,
} as const;

/** Settings whose every field has a default: until somebody changes them, version 0 is in force. */
const COMPLETE: ReadonlySet<SettingKey> = new Set(['work', 'promises']);

interface Row {
  readonly version: number;
  readonly value: unknown;
  readonly changedAt: Date;
  readonly changedBy: string | null;
}

/** The version in force or the one that is asked for; null when there is none, as before the first start. */
export async function settingOf<Key extends SettingKey>(
  sql: Sql,
  key: Key,
  version: number | null = null,
): Promise<VersionedSetting<Settings[Key]> | null> {
  const [row] = await sql.query<Row>(
    `SELECT t.version, t.value, t.changed_at AS "changedAt", s.name AS "changedBy"
       FROM setting t LEFT JOIN staff s ON s.id = t.changed_by
      WHERE t.key = $1 AND ($2::int IS NULL OR t.version = $2) ORDER BY t.version DESC LIMIT 1`,
    [key, version],
  );
  if (!row) return version === null && COMPLETE.has(key) ? untouched(key) : null;
  const value = SETTING_SCHEMAS[key].parse(row.value) as Settings[Key];
  return { version: row.version, value, changedAt: row.changedAt.toISOString(), changedBy: row.changedBy };
}

function untouched<Key extends SettingKey>(key: Key): VersionedSetting<Settings[Key]> {
  const value = SETTING_SCHEMAS[key].parse({}) as Settings[Key];
  return { version: 0, value, changedAt: new Date(0).toISOString(), changedBy: null };
}

/** Writes one version; the primary key refuses a second one with the same number. */
export async function insertSetting(
  sql: Sql,
  row: { key: string; version: number; value: unknown; changedBy: string | null; changedAt: Date },
): Promise<void> {
  await sql.query(
    'INSERT INTO setting (key, version, value, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5)',
    [row.key, row.version, JSON.stringify(row.value), row.changedBy, row.changedAt],
  );
}

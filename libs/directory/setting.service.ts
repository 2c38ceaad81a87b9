import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Audit, demand, isSystem, type Performer } from '@sila/access';
import type {
  AssociationSettings,
  FormSettings,
  PromiseSettings,
  RoutingSettings,
  VersionedSetting,
  WorkSettings,
} from '@sila/contracts';
import { DomainError, type MediaCount } from '@sila/domain';
import { Clock, FactBus } from '@sila/platform';
import { refuseImpossibleHours, refuseImpossiblePromises, refuseImpossibleRules } from './setting.rules.js';
import { settingOf, insertSetting, type SettingKey, type Settings } from './setting.queries.js';
import { directoryChanged, isDuplicate, Transactions, type Tx } from './transactions.service.js';

/** How long a copy is trusted when no fact says otherwise. */
const CACHE_MS = 10_000;

/** The settings of the association: versioned rows, of which the highest version is in force. */
@Injectable()
export class SettingService implements OnModuleDestroy {
  private readonly cache = new Map<SettingKey, { readonly setting: unknown; readonly at: number }>();
  private readonly stopHearing: () => void;

  constructor(
    private readonly transactions: Transactions,
    private readonly audit: Audit,
    private readonly clock: Clock,
    bus: FactBus,
  ) {
    this.stopHearing = bus.hear({
      onFacts: (facts) => {
        if (facts.some((fact) => fact.type === 'directory.changed')) this.cache.clear();
      },
      onReconnect: () => this.cache.clear(),
    });
  }

  onModuleDestroy(): void {
    this.stopHearing();
  }

  /** The value in force; store its version with whatever you decide by it. Throws `unavailable` before the first start. */
  async get<Key extends SettingKey>(key: Key): Promise<VersionedSetting<Settings[Key]>> {
    const kept = this.cache.get(key);
    if (kept && performance.now() - kept.at < CACHE_MS)
      return kept.setting as VersionedSetting<Settings[Key]>;
    const at = performance.now();
    const setting = await settingOf(this.transactions.reader, key);
    if (!setting) throw new DomainError('unavailable', { setting: key });
    this.cache.set(key, { setting, at });
    return setting;
  }

  association(): Promise<VersionedSetting<AssociationSettings>> {
    return this.get('association');
  }

  routing(): Promise<VersionedSetting<RoutingSettings>> {
    return this.get('routing');
  }

  forms(): Promise<VersionedSetting<FormSettings>> {
    return this.get('forms');
  }

  work(): Promise<VersionedSetting<WorkSettings>> {
    return this.get('work');
  }

  /** What counts against somebody's room: the usual capacity, and since when what was answered must have had a word to take some. */
  async room(now: Date): Promise<{ readonly capacity: MediaCount; readonly quietSince: Date }> {
    const { capacity, quietMinutes } = (await this.work()).value;
    return { capacity, quietSince: new Date(now.getTime() - quietMinutes * 60_000) };
  }

  promises(): Promise<VersionedSetting<PromiseSettings>> {
    return this.get('promises');
  }

  /** A version that was in force once: what was begun under it ends under it. Throws `gone` for one that never was. */
  async formsOf(version: number): Promise<FormSettings> {
    const inForce = await this.forms();
    if (inForce.version === version) return inForce.value;
    const earlier = await settingOf(this.transactions.reader, 'forms', version);
    if (!earlier) throw new DomainError('gone', { setting: 'forms' });
    return earlier.value;
  }

  /** For the administrator's page: like `get`, never from a copy. */
  async read<Key extends SettingKey>(by: Performer, key: Key): Promise<VersionedSetting<Settings[Key]>> {
    demandFor(by, key);
    const setting = await settingOf(this.transactions.reader, key);
    if (!setting) throw new DomainError('not-found');
    return setting;
  }

  /**
   * Puts a new version into force. Throws `old-version` with the one in force when somebody was faster, `bad-request` for
   * hours or queues that can't be.
   */
  async put<Key extends SettingKey>(
    by: Performer,
    key: Key,
    change: { readonly version: number; readonly value: Settings[Key] },
  ): Promise<VersionedSetting<Settings[Key]>> {
    demandFor(by, key);
    try {
      await this.transactions.run((tx) => this.write(tx, by, key, change));
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      const inForce = await settingOf(this.transactions.reader, key);
      throw new DomainError('old-version', { version: inForce?.version });
    }
    this.cache.delete(key);
    return this.get(key);
  }

  /** The same inside a transaction of the caller's. */
  async write<Key extends SettingKey>(
    tx: Tx,
    by: Performer,
    key: Key,
    change: { readonly version: number; readonly value: Settings[Key] },
  ): Promise<void> {
    const inForce = await settingOf(tx.sql, key);
    if ((inForce?.version ?? 0) !== change.version)
      throw new DomainError('old-version', { version: inForce?.version });
    await refuseImpossible(tx, key, change.value);
    await insertSetting(tx.sql, {
      key,
      version: change.version + 1,
      value: change.value,
      changedBy: isSystem(by) ? null : by.id,
      changedAt: this.clock.now(),
    });
    const fields = changedFields(inForce?.value, change.value);
    await this.audit.append(tx.sql, by, {
      action: 'setting.change',
      objectKind: 'setting',
      objectId: key,
      fields,
    });
    tx.tell(directoryChanged('setting', key));
  }
}

function demandFor(by: Performer, key: SettingKey): void {
  demand(by, key === 'routing' ? 'routing.manage' : 'settings.manage');
}

async function refuseImpossible(tx: Tx, key: SettingKey, value: Settings[SettingKey]): Promise<void> {
  if (key === 'association') refuseImpossibleHours((value as AssociationSettings).hours);
  if (key === 'routing') await refuseImpossibleRules(tx.sql, value as RoutingSettings);
  if (key === 'promises') await refuseImpossiblePromises(tx.sql, value as PromiseSettings);
}

/** Names of the fields that differ: an audit keeps names, never values. */
function changedFields(before: object | undefined, after: object): string[] {
  const old = new Map(Object.entries(before ?? {}));
  return Object.entries(after).flatMap(([name, value]) =>
    JSON.stringify(old.get(name)) === JSON.stringify(value) ? [] : [name],
  );
}

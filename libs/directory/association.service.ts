import { Injectable, type OnModuleInit } from '@nestjs/common';
import { demand, type Performer, system } from '@sila/access';
import type { RoutingSettings } from '@sila/contracts';
import type { Sql } from '@sila/database';
import { DomainError } from '@sila/domain';
import { Clock, newId } from '@sila/platform';
import { readFile } from 'node:fs/promises';
import { type AssociationFile, defaultAssociationFile, parseAssociationFile } from './association.file.js';
import { settingOf, SETTING_SCHEMAS, type SettingKey, type Settings } from './setting.queries.js';
import { SettingService } from './setting.service.js';
import { directoryChanged, Transactions, type Tx } from './transactions.service.js';

/** Seeds the first start from `config/association.yaml`, and carries settings out of and into an installation. */
@Injectable()
export class AssociationService implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly settings: SettingService,
    private readonly clock: Clock,
  ) {}

  /** The database is the truth: the file is read only for settings that were never made. */
  async onModuleInit(): Promise<void> {
    if (await settingOf(this.transactions.reader, 'forms')) return;
    const file = parseAssociationFile(await readFile(defaultAssociationFile(), 'utf8'));
    await this.transactions.run(async (tx) => {
      await tx.sql.query(`SELECT pg_advisory_xact_lock(hashtext('sila:association'))`);
      await this.seed(tx, file);
    });
  }

  /** The settings in force, queues by key. Throws `not-found` before the first start. */
  async export(by: Performer): Promise<AssociationFile> {
    demand(by, 'settings.manage');
    const sql = this.transactions.reader;
    const association = await settingOf(sql, 'association');
    const routing = await settingOf(sql, 'routing');
    const forms = await settingOf(sql, 'forms');
    if (!association || !routing) throw new DomainError('not-found');
    const queues = await queuesOf(sql);
    const keyOf = (id: string): string => queues.find((queue) => queue.id === id)?.key ?? id;
    return {
      association: association.value,
      queues: queues.map(({ key, nameAr, nameEn, purpose }) => ({ key, nameAr, nameEn, purpose })),
      routing: {
        defaultQueue: keyOf(routing.value.defaultQueueId),
        rules: routing.value.rules.map(({ queueId, needs: _needs, ...rule }) => ({
          ...rule,
          queue: keyOf(queueId),
        })),
      },
      ...(forms && { forms: forms.value }),
    };
  }

  /** Puts a file into force in one transaction: queues are added or renamed by key, never removed. */
  async import(by: Performer, file: AssociationFile): Promise<void> {
    demand(by, 'settings.manage');
    demand(by, 'queue.manage');
    await this.transactions.run((tx) => this.write(tx, by, file));
  }

  /** An installation of a version before forms has everything but those. */
  private async seed(tx: Tx, file: AssociationFile): Promise<void> {
    const by = system('first-start');
    if (!(await settingOf(tx.sql, 'routing'))) await this.write(tx, by, file);
    else if (file.forms && !(await settingOf(tx.sql, 'forms')))
      await this.writeSetting(tx, by, 'forms', file.forms);
  }

  private async write(tx: Tx, by: Performer, file: AssociationFile): Promise<void> {
    await this.writeQueues(tx, file.queues);
    const ids = new Map((await queuesOf(tx.sql)).map((queue) => [queue.key, queue.id]));
    const idOf = (key: string): string => ids.get(key) ?? '';
    const before = (await settingOf(tx.sql, 'routing'))?.value.rules ?? [];
    const routing: RoutingSettings = {
      defaultQueueId: idOf(file.routing.defaultQueue),
      // Skills have no names that a file could use: what a rule asks for stays as it is.
      rules: file.routing.rules.map(({ queue, ...rule }) => ({
        ...rule,
        needs: before.find(({ id }) => id === rule.id)?.needs ?? [],
        queueId: idOf(queue),
      })),
    };
    await this.writeSetting(tx, by, 'association', file.association);
    await this.writeSetting(tx, by, 'routing', routing);
    if (file.forms) await this.writeSetting(tx, by, 'forms', file.forms);
  }

  private async writeSetting<Key extends SettingKey>(
    tx: Tx,
    by: Performer,
    key: Key,
    wanted: Settings[Key],
  ): Promise<void> {
    const inForce = await settingOf(tx.sql, key);
    const value = SETTING_SCHEMAS[key].parse(wanted) as Settings[Key];
    if (inForce && JSON.stringify(inForce.value) === JSON.stringify(value)) return;
    await this.settings.write(tx, by, key, { version: inForce?.version ?? 0, value });
  }

  private async writeQueues(tx: Tx, queues: AssociationFile['queues']): Promise<void> {
    for (const queue of queues) {
      const [row] = await tx.sql.query<{ id: string }>(
        `INSERT INTO queue (id, key, name_ar, name_en, purpose, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (key) DO UPDATE SET name_ar = EXCLUDED.name_ar, name_en = EXCLUDED.name_en,
           purpose = EXCLUDED.purpose, archived_at = NULL
         RETURNING id`,
        [newId(), queue.key, queue.nameAr, queue.nameEn, queue.purpose, this.clock.now()],
      );
      tx.tell(directoryChanged('queue', row?.id ?? ''));
    }
  }
}

type QueueKeyRow = AssociationFile['queues'][number] & { readonly id: string };

async function queuesOf(sql: Sql): Promise<QueueKeyRow[]> {
  return sql.query<QueueKeyRow>(
    `SELECT id, key, name_ar AS "nameAr", name_en AS "nameEn", purpose FROM queue
      WHERE archived_at IS NULL ORDER BY created_at, id`,
  );
}

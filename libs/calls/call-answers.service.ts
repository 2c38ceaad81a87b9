import { Injectable } from '@nestjs/common';
import type { Reply, StoredEvent } from '@sila/channels';
import { poolOf, type Sql, transactSql } from '@sila/database';
import type { OpenAccount } from '@sila/directory';
import { Outbox } from '@sila/lanes';
import { Log } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { CallSwitch } from './call-switch.service.js';

/** Answers a provider with what the person on the line hears next. What happened is stored before it is asked. */
@Injectable()
export class CallAnswers {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    private readonly calls: CallSwitch,
    private readonly outbox: Outbox,
    private readonly log: Log,
  ) {
    this.pool = poolOf(source);
  }

  /** Null where the channel takes no calls, or nothing of the event is about one: then the usual answer does. */
  async answer(account: OpenAccount, event: StoredEvent): Promise<Reply | null> {
    const { voice } = account.connection;
    if (!voice) return null;
    const inbound = await this.callIn(account, event);
    if (!inbound) return null;
    const { step, place, facts } = await transactSql(this.pool, async (sql) =>
      this.calls.hear(sql, account.id, inbound, await eventIdOf(sql, account.id, event.key)),
    );
    this.outbox.publish(facts);
    return voice.answer(step, place);
  }

  /** What can't be understood is set aside in its lane, where an administrator finds it. */
  private async callIn({ connection }: OpenAccount, event: StoredEvent) {
    try {
      return (await connection.parse(event)).find((inbound) => inbound.type === 'call') ?? null;
    } catch (error) {
      this.log.fail('a call could not be understood', error);
      return null;
    }
  }
}

/** What was stored of it, so that the original is found from the thread. */
async function eventIdOf(sql: Sql, accountId: string, key: string): Promise<string> {
  const rows = await sql.query<{ id: string }>(
    'SELECT id FROM inbound_event WHERE channel_account_id = $1 AND event_key = $2',
    [accountId, key],
  );
  if (!rows[0]) throw new Error('a call was answered before it was stored');
  return rows[0].id;
}

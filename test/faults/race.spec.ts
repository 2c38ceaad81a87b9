import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { HookIntake } from '@sila/intake';
import { FenceLost, LaneEngine, laneIdOf } from '@sila/lanes';
import { untilQuiet } from '../support/auditor.js';
import { QUEUE_STORES, type Stack, startStack, startWorker } from '../support/stack.js';

describe.each(QUEUE_STORES)('F28: two workers on one conversation, with the queue store on %s', (store) => {
  let stack: Stack;
  let second: INestApplicationContext;
  beforeAll(async () => {
    stack = await startStack(store);
    second = await startWorker(stack.env);
  });
  afterAll(async () => {
    await second.close();
    await stack.stop();
  });

  it('writes a thousand messages once each, seq 1 to n without a gap', async () => {
    const doors = [stack.app, second].map((app) => app.get(HookIntake, { strict: false }));
    const send = (n: number) =>
      stack.whatsappIn(
        {
          From: 'whatsapp:+966555000111',
          MessageSid: `SM${String(n).padStart(32, '0')}`,
          Body: `رسالة ${n}`,
        },
        doors[n % 2],
      );
    for (let from = 0; from < 1_000; from += 50)
      await Promise.all(Array.from({ length: 50 }, (_, n) => send(from + n)));
    await untilQuiet(stack.database, 60_000);
    const rows = await stack.database.query<{
      messages: string;
      conversations: string;
      events: string;
      highest: number;
    }>(
      `SELECT (SELECT count(*) FROM message WHERE direction = 'in') AS messages, (SELECT count(*) FROM conversation) AS conversations,
              (SELECT count(*) FROM conversation_event) AS events, (SELECT max(seq) FROM conversation_event) AS highest`,
    );
    expect(rows[0]).toMatchObject({ messages: '1000', conversations: '1' });
    expect(rows[0]?.events).toBe(String(rows[0]?.highest));
  }, 120_000);

  it('refuses the writes of a worker that was paused while another took its lane', async () => {
    const laneId = laneIdOf('in', stack.whatsapp.accountId, 'zombie');
    await stack.database.query(
      `INSERT INTO lane (id, direction, channel_account_id, address, rung) VALUES ($1, 'in', $2, 'zombie', true)`,
      [laneId, stack.whatsapp.accountId],
    );
    const [zombie, taker] = [
      stack.app.get(LaneEngine, { strict: false }),
      second.get(LaneEngine, { strict: false }),
    ];
    let refused: unknown;
    await zombie.work(laneId, async (claim) => {
      // As if the process had slept through its lease.
      await stack.database.query(
        `UPDATE lane SET lease_until = clock_timestamp() - interval '1 second' WHERE id = $1`,
        [laneId],
      );
      await taker.work(laneId, async () => undefined);
      refused = await zombie
        .inLane(claim, (sql) => sql.query(`UPDATE channel_account SET label = 'zombie'`))
        .catch((error: unknown) => error);
    });
    expect(refused).toBeInstanceOf(FenceLost);
    expect(await stack.database.query(`SELECT 1 FROM channel_account WHERE label = 'zombie'`)).toEqual([]);
  });
});

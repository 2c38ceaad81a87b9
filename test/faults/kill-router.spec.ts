import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seedWaiting } from '../bench/queue.seed.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';

const WAITING = 300;

describe('kill -9 of the worker in the middle of giving out what waits', () => {
  let sila: Installation;
  let officer: Officer;
  beforeAll(async () => {
    sila = await startInstallation();
    officer = await sila.officer('maha');
    await sila.officer('sara');
  }, 120_000);
  afterAll(() => sila.stop());

  const given = async () =>
    (
      await sila.database.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM conversation WHERE assignee_id IS NOT NULL',
      )
    )[0]?.n ?? 0;

  it('gives nothing twice and forgets nothing', async () => {
    const queueId = await sila.queueId('relations');
    await sila.database.query(`UPDATE queue SET state = 'paused' WHERE id = $1`, [queueId]);
    await seedWaiting(sila.database, [queueId], WAITING);
    await sila.database.query(`UPDATE queue SET state = 'open' WHERE id = $1`, [queueId]);
    await officer.put('/api/me/presence', { state: 'online' });
    while ((await given()) === 0);
    await sila.workers.pop()?.kill();
    const before = await given();
    expect(before).toBeLessThan(WAITING);

    sila.workers.push(await sila.startWorker());
    await officer.put('/api/me/presence', { state: 'online' });
    await eventually(async () => expect(await given()).toBe(WAITING), { within: 60_000 });
    const [counted] = await sila.database.query<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM assignment WHERE assignee_id IS NOT NULL) AS assignments,
              (SELECT count(*)::int FROM routing_decision) AS decisions,
              (SELECT count(*)::int FROM assignment a JOIN conversation c ON c.id = a.conversation_id JOIN routing_decision d ON d.id = a.decision_id
               WHERE a.assignee_id = c.assignee_id AND d.staff_id = c.assignee_id AND a.version = c.version) AS agreeing`,
    );
    expect(counted).toEqual({ assignments: WAITING, decisions: WAITING, agreeing: WAITING });
  }, 120_000);
});

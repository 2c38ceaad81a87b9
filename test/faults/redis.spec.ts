import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { audit, auditLine, untilQuiet } from '../support/auditor.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';
import { playLoad, takenByProvider } from './load.js';

const seed = Date.now() % 1_000_000;

describe('The queue store forgets everything', () => {
  let sila: Installation;
  let officer: Officer;
  beforeAll(async () => {
    sila = await startInstallation({ apis: 2, workers: 2, redis: true });
    officer = await sila.officer('maha');
  }, 120_000);
  afterAll(() => sila.stop());

  const playWhile = async (name: string, disturb: () => Promise<void>, first: number) => {
    const load = playLoad(sila, officer, { people: 25, messagesEach: 10, duplicates: 0.1, seed, first });
    await disturb();
    const played = await load;
    await untilQuiet(sila.database, 60_000);
    const taken = await takenByProvider(sila);
    const found = await audit(sila.database, { ...played, taken });
    process.stdout.write(
      `${name}: ${played.inbound.length} in, ${played.answered.length} out, ${auditLine(found, seed)}\n`,
    );
    expect(found).toEqual({ lost: [], doubled: [], gaps: [], disordered: [], unfinished: [] });
  };

  it('F08: FLUSHALL three times under load loses nothing, doubles nothing', async () => {
    await playWhile(
      'F08',
      async () => {
        for (let times = 0; times < 3; times++) {
          await new Promise((resolve) => setTimeout(resolve, 700));
          await sila.redis?.flushAll();
        }
      },
      100,
    );
  }, 120_000);

  it('F07: a restart of Redis without persistence under load loses nothing, doubles nothing', async () => {
    await playWhile(
      'F07',
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 700));
        await sila.redis?.kill();
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        await sila.redis?.restart();
      },
      300,
    );
  }, 120_000);

  it('F18: every webhook delivered two to twenty times to two processes has one effect', async () => {
    const sent = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        sila.simulator.client.sendWhatsapp({
          from: `+9665700${String(n % 20).padStart(5, '0')}`,
          text: `مكرر ${n}`,
          times: 2 + (n % 19),
          parallel: true,
        }),
      ),
    );
    await untilQuiet(sila.database, 60_000);
    const rows = await sila.database.query<{ n: string }>(
      `SELECT count(*) AS n FROM message WHERE direction = 'in' AND provider_id = ANY($1)`,
      [sent.map((one) => one.id)],
    );
    expect(rows[0]?.n).toBe('60');
  }, 90_000);
});

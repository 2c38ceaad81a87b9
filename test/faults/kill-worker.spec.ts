import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { audit, auditLine, untilQuiet } from '../support/auditor.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';
import { playLoad, randomFrom, takenByProvider } from './load.js';

const seed = Date.now() % 1_000_000;
const nothing = { lost: [], doubled: [], gaps: [], disordered: [], unfinished: [] };

describe.each([{ redis: false }, { redis: true }])(
  'F02: kill -9 of a worker, five times under load (Redis: $redis)',
  ({ redis }) => {
    let sila: Installation;
    let officer: Officer;
    beforeAll(async () => {
      sila = await startInstallation({ workers: 2, redis });
      officer = await sila.officer('maha');
    }, 120_000);
    afterAll(() => sila.stop());

    it('loses nothing, doubles nothing, leaves no gap', async () => {
      const random = randomFrom(seed);
      const load = playLoad(sila, officer, { people: 40, messagesEach: 12, duplicates: 0.1, seed });
      for (let kills = 0; kills < 5; kills++) {
        await new Promise((resolve) => setTimeout(resolve, 500 + random() * 1_000));
        const victim = sila.workers.splice(random() < 0.5 ? 0 : sila.workers.length - 1, 1)[0];
        await victim?.kill();
        sila.workers.push(await sila.startWorker());
      }
      const played = await load;
      await untilQuiet(sila.database, 90_000);
      const taken = await takenByProvider(sila);
      const found = await audit(sila.database, { ...played, taken });
      process.stdout.write(
        `F02 ${redis ? 'redis' : 'postgres'}: ${played.inbound.length} in, ${played.answered.length} out, ${auditLine(found, seed)}\n`,
      );
      expect(found).toEqual(nothing);
      const unknown = await sila.database.query<{ n: string }>(
        `SELECT count(*) AS n FROM message WHERE status = 'unknown'`,
      );
      expect(Number(unknown[0]?.n)).toBeLessThanOrEqual(5);
    }, 180_000);
  },
);

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';
import { takenByProvider } from './load.js';

const CASES = [
  { kind: 'reset', what: 'resets the line after taking it' },
  { kind: 'half-json', what: 'answers half a JSON after taking it' },
  { kind: 'early-callbacks', what: 'reports it before answering' },
  { kind: '429', what: 'asks to wait first', retryAfter: 1 },
  { kind: '500', what: 'fails first' },
] as const;

describe('F24–F27: a provider that misbehaves', () => {
  let sila: Installation;
  let officer: Officer;
  beforeAll(async () => {
    sila = await startInstallation();
    officer = await sila.officer('maha');
  }, 120_000);
  afterAll(() => sila.stop());

  const conversationWith = async (from: string) => {
    await sila.simulator.client.sendWhatsapp({ from, text: `من ${from}` });
    return eventually(async () => {
      const item = (await officer.list('mine')).find((one) => one.snippet === `من ${from}`);
      if (!item) throw new Error('not there yet');
      return item.id;
    });
  };

  it.each(CASES)(
    'that $what gets the message once, and the officer sees it sent',
    async ({ kind, ...fault }) => {
      const from = `+96654000${String(CASES.findIndex((one) => one.kind === kind)).padStart(4, '0')}`;
      const id = await conversationWith(from);
      await sila.simulator.client.addFault({
        kind,
        to: from,
        count: 1,
        ...('retryAfter' in fault ? { retryAfter: fault.retryAfter } : {}),
      });
      const message = await officer.reply(id, `جواب ${kind}`);
      await eventually(
        async () => {
          const rows = await sila.database.query<{ status: string }>(
            'SELECT status FROM message WHERE id = $1',
            [message.id],
          );
          expect(['sent', 'delivered', 'read']).toContain(rows[0]?.status);
        },
        { within: 70_000, every: 200 },
      );
      const taken = (await takenByProvider(sila)).filter((one) => one.text === `جواب ${kind}`);
      expect(taken.length).toBe(1);
    },
    90_000,
  );

  it('that reports in the wrong order and twice never makes a status fall', async () => {
    const from = '+966540009999';
    const id = await conversationWith(from);
    await sila.simulator.client.addFault({ kind: 'shuffle-callbacks', to: from });
    await sila.simulator.client.addFault({ kind: 'duplicate-callbacks', to: from });
    const message = await officer.reply(id, 'جواب مبعثر');
    await eventually(async () => expect((await sila.simulator.client.read(from)).length).toBeGreaterThan(0), {
      within: 20_000,
    });
    const statuses = async () =>
      (
        await sila.database.query<{ status: string }>(
          `SELECT data->>'status' AS status FROM conversation_event WHERE message_id = $1 AND type = 'status' ORDER BY seq`,
          [message.id],
        )
      ).map((row) => row.status);
    await eventually(async () => expect((await statuses()).at(-1)).toBe('read'), { within: 20_000 });
    const ladder = ['accepted', 'sent', 'delivered', 'read'];
    const climbed = (await statuses()).map((status) => ladder.indexOf(status));
    expect(climbed).toEqual([...climbed].sort((a, b) => a - b));
  }, 60_000);
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { system } from '@sila/access';
import { ChannelAccountService } from '@sila/directory';
import { ChannelHealthReader, ChannelUpkeep, DayLedger } from '@sila/upkeep';
import type { INestApplicationContext } from '@nestjs/common';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.js';
import { signedIn } from '../support/current-staff.js';
import { eventually } from '../support/eventually.js';
import { QUEUE_STORES, type Stack, startStack, TWILIO_ACCOUNT } from '../support/stack.js';
import { startUpkeepDesk } from '../support/upkeep-desk.js';

const actor = system('test');
const PERSON = '+966551000001';
const QUICK = { RECONCILE_GAP_MS: '8000', UPKEEP_EVERY_MS: '200' };
const ADMINISTRATOR = signedIn({ role: 'administrator' });

describe.each(QUEUE_STORES)('What webhooks did not tell, with the queue store on %s', (store) => {
  let simulator: Simulator;
  let stack: Stack;
  /** The api's part: notes the open door, answers the administrator. */
  let desk: INestApplicationContext;

  beforeAll(async () => {
    simulator = await startSimulator({ port: 0, smtpPort: 0, imapPort: 0 });
    stack = await startStack(store, { apiBaseUrl: simulator.url, extra: QUICK });
    desk = await startUpkeepDesk(stack.env);
    // Nobody answers there: every webhook of this Twilio is lost.
    const webhookUrl = 'http://127.0.0.1:9/hooks/lost';
    simulator.configure({ twilio: { ...TWILIO_ACCOUNT, webhookUrl, retryDelaysMs: [1] } });
  });
  afterAll(async () => {
    await desk.close();
    await stack.stop();
    await simulator.stop();
  });

  const texts = async () =>
    (
      await stack.database.query<{ text: string }>(
        `SELECT text FROM message WHERE direction = 'in' ORDER BY seq`,
      )
    ).map(({ text }) => text);
  const watch = async () =>
    (
      await stack.database.query<{
        lastRun: { why: string; listed: number; found: number; error: string | null };
      }>('SELECT last_run AS "lastRun" FROM channel_watch WHERE covered_to IS NOT NULL')
    )[0]?.lastRun;
  const written: string[] = [];
  const write = async (text: string) => {
    const sent = await simulator.client.sendWhatsapp({ from: PERSON, text });
    written.push(text);
    return sent;
  };
  const reconciled = async () => {
    const before = JSON.stringify(await watch());
    await desk.get(ChannelUpkeep, { strict: false }).reconcile(actor, stack.whatsapp.accountId);
    return eventually(async () => {
      const run = await watch();
      expect(run && JSON.stringify(run) !== before).toBe(true);
      return run;
    });
  };

  /** What the administrator reads of when the provider was last heard. */
  const heard = async () => {
    const { accounts } = await desk.get(ChannelHealthReader, { strict: false }).read(ADMINISTRATOR);
    expect(accounts[0]?.lastHeardAt).not.toBeNull();
    return accounts[0];
  };

  it('is fetched from the provider: every message once, in order', async () => {
    const { params } = await write('الأولى');
    await write('الثانية');
    await stack.whatsappIn(params);
    expect(await eventually(heard)).toMatchObject({ hears: 'webhook', lastHeardAt: expect.any(String) });
    await write('الثالثة');
    expect(await reconciled()).toMatchObject({ why: 'button', listed: 3, found: 2, error: null });
    await eventually(async () => expect(await texts()).toEqual(written));
    expect(await reconciled()).toMatchObject({ listed: 3, found: 0 });
    await stack.whatsappIn(params);
    expect(await texts()).toEqual(written);
  });

  it('is asked for by itself after the door was closed, and after the account was switched on again', async () => {
    const accounts = stack.app.get(ChannelAccountService, { strict: false });
    await accounts.change(actor, stack.whatsapp.accountId, { enabled: false });
    await write('والقناة متوقفة');
    await accounts.change(actor, stack.whatsapp.accountId, { enabled: true });
    await stack.database.query(`UPDATE channel_watch SET open_at = open_at - interval '10 minutes'`);
    await eventually(async () => expect(await watch()).toMatchObject({ why: 'gap', found: 1 }));
    await eventually(async () => expect(await texts()).toEqual(written));
  });

  it('obeys a provider that wants to be left in peace, and goes on afterwards', async () => {
    await simulator.client.addFault({ target: 'twilio', kind: '429', on: 'list', retryAfter: 120, count: 1 });
    await write('بعد الانتظار');
    await desk.get(ChannelUpkeep, { strict: false }).reconcile(actor, stack.whatsapp.accountId);
    const [row] = await eventually(async () => {
      const rows = await stack.database.query<{ restS: number }>(
        `SELECT extract(epoch FROM not_before - (last_run->>'finishedAt')::timestamptz)::int AS "restS"
         FROM channel_watch WHERE not_before IS NOT NULL AND asked_at IS NOT NULL`,
      );
      expect(rows).toHaveLength(1);
      return rows;
    });
    expect(row?.restS).toBeGreaterThanOrEqual(119);
    expect(await reconciled()).toMatchObject({ found: 1, error: null });
    await eventually(async () => expect(await texts()).toEqual(written));
  });

  it('stands in the count of the day, which is the rows and nothing else', async () => {
    await stack.app.get(DayLedger, { strict: false }).count();
    const health = await desk.get(ChannelHealthReader, { strict: false }).read(ADMINISTRATOR);
    const [rows] = await stack.database.query<{ received: number; done: number; recovered: number }>(
      `SELECT count(*)::int AS received, (count(*) FILTER (WHERE e.state = 'done'))::int AS done,
         (count(*) FILTER (WHERE r.method = 'LISTED'))::int AS recovered
       FROM inbound_event e JOIN inbound_request r ON r.id = e.request_id`,
    );
    const [day] = health.accounts[0]?.days ?? [];
    if (!day || !rows) throw new Error('nothing was counted');
    const { done, ignored, dead, discarded, waiting, failing } = day;
    expect(done + ignored + dead + discarded + waiting + failing).toBe(rows.received);
    expect(day).toMatchObject({ done: rows.done, recovered: rows.recovered, waiting: 0, failing: 0 });
    expect(day).toMatchObject({ listed: written.length, missing: 0, recovered: written.length - 1 });
    expect(health.accounts[0]).toMatchObject({ state: 'working', reconcile: { possible: true } });
  });
});

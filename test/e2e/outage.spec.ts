import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChannelHealth, ChannelHealthList } from '@sila/contracts';
import { type AddAccount, addBot, addMeta, addSms, addX, NUMBER, TWILIO } from '../support/accounts.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';

/** Who writes by which of the simulator's channels, and what Sila calls it. */
const PEOPLE = [
  { by: 'whatsapp', channel: 'whatsapp-twilio', from: '+966570000001' },
  { by: 'sms', channel: 'sms-twilio', from: '+966570000002' },
  { by: 'telegram', channel: 'telegram', from: '570000003' },
  { by: 'messenger', channel: 'messenger', from: '570000004' },
  { by: 'instagram', channel: 'instagram', from: '570000005' },
  { by: 'x', channel: 'x', from: '570000006' },
] as const;
type Person = (typeof PEOPLE)[number];

const LOST = 3;
const GIVES_UP_SOON = { retryDelaysMs: [5, 5, 5, 5, 5, 5] };
const QUICK = { RECONCILE_GAP_MS: '2000', UPKEEP_EVERY_MS: '300' };

/** Providers that give up soon: what they could not deliver is lost, not late. */
const impatient =
  (add: AddAccount): AddAccount =>
  (desk, simulator, apiUrls) => {
    const configure: typeof simulator.configure = (accounts) =>
      simulator.configure(
        Object.fromEntries(
          Object.entries(accounts).map(([key, account]) => [
            key,
            { ...(account as object), ...GIVES_UP_SOON },
          ]),
        ),
      );
    return add(desk, { ...simulator, configure }, apiUrls);
  };

describe('An outage in which webhooks are lost, with six providers', () => {
  let sila: Installation;
  let sara: Officer;

  beforeAll(async () => {
    const accounts = [addSms, addBot, addMeta, addX].map(impatient);
    sila = await startInstallation({ accounts, env: QUICK });
    await giveUpSoonOnWhatsapp();
    sara = await sila.officer('sara', [], 'administrator');
  }, 120_000);
  afterAll(() => sila.stop(), 30_000);

  const giveUpSoonOnWhatsapp = async () => {
    const [hook] = await sila.database.query<{ id: string }>(
      `SELECT hook_id AS id FROM channel_account WHERE channel = 'whatsapp-twilio'`,
    );
    const webhookUrl = `${sila.apiUrls[0]}/hooks/${hook?.id}#rc=1&rp=all`;
    const targets = [...sila.apiUrls];
    sila.simulator.configure({
      twilio: { ...TWILIO, number: NUMBER, webhookUrl, targets, ...GIVES_UP_SOON },
    });
  };
  const write = ({ by, from }: Person, text: string) =>
    sila.simulator.client.send({ channel: by, from, text } as Parameters<
      typeof sila.simulator.client.send
    >[0]);
  const arrived = async () => {
    const rows = await sila.database.query<{ channel: string; text: string }>(
      `SELECT a.channel, m.text FROM message m JOIN channel_account a ON a.id = m.channel_account_id
       WHERE m.direction = 'in' ORDER BY m.conversation_id, m.seq`,
    );
    return ({ channel }: Person) => rows.filter((row) => row.channel === channel).map(({ text }) => text);
  };
  const healthOf = async ({ channel }: Pick<Person, 'channel'>): Promise<ChannelHealth> => {
    const { accounts } = await sara.get<ChannelHealthList>('/api/channel-health');
    const found = accounts.find((account) => account.channel === channel);
    if (!found) throw new Error(`no health of ${channel}`);
    return found;
  };

  it('ends with every message once: lost 0, doubled 0', async () => {
    for (const person of PEOPLE) await write(person, `قبل ${person.by}`);
    await eventually(async () => {
      const got = await arrived();
      for (const person of PEOPLE) expect(got(person)).toEqual([`قبل ${person.by}`]);
    });
    await sila.apis[0]?.kill();
    const texts = Array.from({ length: LOST }, (_, index) => `أثناء ${index + 1}`);
    for (const text of texts) await Promise.all(PEOPLE.map((person) => write(person, text)));
    const before = await arrived();
    for (const person of PEOPLE) expect(before(person)).toHaveLength(1);
    await sila.restartApi();
    await eventually(
      async () => {
        const got = await arrived();
        for (const person of PEOPLE) expect(new Set(got(person)).size).toBe(1 + LOST);
      },
      { within: 40_000, every: 200 },
    );
    const got = await arrived();
    const table = await Promise.all(
      PEOPLE.map(async (person) => {
        const { lastRun } = (await healthOf(person)).reconcile;
        const came = got(person);
        const lost = [`قبل ${person.by}`, ...texts].filter((text) => !came.includes(text)).length;
        const doubled = came.length - new Set(came).size;
        return {
          channel: person.channel,
          sent: 1 + LOST,
          how: lastRun?.kind,
          why: lastRun?.why,
          lost,
          doubled,
        };
      }),
    );
    console.table(table);
    for (const row of table) expect(row).toMatchObject({ why: 'gap', lost: 0, doubled: 0 });
  }, 150_000);

  it('sends a test round the whole loop: accepted, reported, answered', async () => {
    const [whatsapp] = PEOPLE;
    const { accountId } = await healthOf(whatsapp);
    await sara.put(`/api/channel-accounts/${accountId}/test-address`, { address: whatsapp.from });
    await sara.post(`/api/channel-accounts/${accountId}/trials`);
    const steps = async () => {
      const { trial } = await healthOf(whatsapp);
      return (trial?.steps ?? []).map(({ step, state }) => `${step} ${state}`);
    };
    await eventually(async () => expect(await steps()).toContain('delivered done'));
    await sila.simulator.client.read(whatsapp.from);
    await write(whatsapp, 'وصل الاختبار');
    await eventually(async () =>
      expect(await steps()).toEqual(
        ['asked', 'taken', 'accepted', 'sent', 'delivered', 'read', 'answered'].map((step) => `${step} done`),
      ),
    );
    const threads = await sila.database.query(`SELECT 1 FROM message WHERE direction IN ('out', 'notice')`);
    expect(threads).toEqual([]);
  }, 60_000);

  it('says clearly where a test failed, and takes no address that a channel can not write to', async () => {
    const [whatsapp, , telegram] = PEOPLE;
    const { accountId } = await healthOf(whatsapp);
    await sila.simulator.client.addFault({ target: 'twilio', kind: '500', count: 1 });
    await sara.post(`/api/channel-accounts/${accountId}/trials`);
    await eventually(async () => {
      const { trial } = await healthOf(whatsapp);
      expect(trial?.failure).toMatchObject({ kind: 'retry', code: '20500' });
      expect(trial?.steps.find(({ state }) => state === 'failed')?.step).toBe('accepted');
    });
    const bot = await healthOf(telegram);
    const refusal = await sara.refusal('PUT', `/api/channel-accounts/${bot.accountId}/test-address`, {
      address: '999999',
    });
    expect(refusal).toMatchObject({ status: 400 });
  }, 30_000);
});

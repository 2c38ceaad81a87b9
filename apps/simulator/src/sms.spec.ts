import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { outboundTo } from '../../../libs/channels/fixture.js';
import { eventually } from '../../../test/support/eventually.js';
import { startSimulator, type Simulator } from './simulator.js';
import { type Door, openDoor } from '../../../test/support/channel-door.js';

const TWILIO = { accountSid: `AC${'8'.repeat(32)}`, authToken: 'token-of-the-spec' };
const NUMBER = '+966112345679';
const PHONE = '+966556000001';
const OUTBOUND = outboundTo({ kind: 'phone', value: PHONE });
const quick = { timings: { sentMs: 1, deliveredMs: 5 }, retryDelaysMs: [1, 1] };

let simulator: Simulator;
let door: Door;

beforeEach(async () => {
  simulator = await startSimulator({ port: 0, smtpPort: 0, imapPort: 0 });
});

afterEach(async () => {
  await simulator.stop();
  await door.stop();
});

/** The statuses that were reported, in the order they came. */
const reported = () => door.heard.flatMap((inbound) => (inbound.type === 'receipt' ? [inbound.status] : []));
const untilReported = (...statuses: readonly string[]) =>
  eventually(async () => expect(reported()).toEqual(expect.arrayContaining([...statuses])));

describe('SMS at the pretended Twilio', () => {
  beforeEach(async () => {
    const settings = { ...TWILIO, sender: NUMBER, receives: true, apiBaseUrl: `${simulator.url}/sms-twilio` };
    door = await openDoor('sms-twilio', settings);
    simulator.configure({ smsTwilio: { ...TWILIO, number: NUMBER, webhookUrl: door.webhookUrl, ...quick } });
  });

  it('carries a message in, from a number that nobody vouches for', async () => {
    await simulator.client.send({ channel: 'sms', from: PHONE, text: 'متى الموعد؟' });
    expect(door.heard).toMatchObject([
      { type: 'message', text: 'متى الموعد؟', from: { value: PHONE, assurance: 'asserted' } },
    ]);
    await simulator.client.send({ channel: 'sms', from: PHONE, text: 'دخيل', signature: 'wrong' });
    expect([door.heard.length, door.refused() > 0]).toEqual([1, true]);
  });

  it('carries an answer out, and reports how far it came', async () => {
    await door.connection.check?.();
    await door.connection.send(OUTBOUND);
    const got = await simulator.client.received({ channel: 'sms', to: PHONE, count: 1, waitMs: 5_000 });
    expect(got).toMatchObject([{ from: NUMBER, to: PHONE, text: OUTBOUND.text }]);
    await untilReported('sent', 'delivered');
  });

  it('lists what it took without saying so', async () => {
    await simulator.client.addFault({ target: 'sms-twilio', kind: 'reset', count: 1 });
    const startedAt = new Date();
    await expect(door.connection.send(OUTBOUND)).rejects.toMatchObject({ kind: 'unknown-outcome' });
    expect(await door.connection.reconcile?.({ message: OUTBOUND, startedAt })).toMatchObject({
      outcome: 'sent',
    });
  });

  it('says why a message did not arrive', async () => {
    await simulator.client.addFault({ target: 'sms-twilio', kind: 'undeliverable', count: 1 });
    await door.connection.send(OUTBOUND);
    await untilReported('failed');
    expect(door.heard.at(-1)).toMatchObject({ errorCode: '30003' });
  });
});

describe('SMS at the pretended Unifonic', () => {
  beforeEach(async () => {
    const own = { appSid: 'app-sid-of-the-spec', senderId: 'Orphans' };
    door = await openDoor('sms-unifonic', { ...own, apiBaseUrl: `${simulator.url}/unifonic` });
    simulator.configure({ unifonic: { ...own, webhookUrl: door.webhookUrl, ...quick } });
  });

  it('carries an answer out under the name, and reports to the address that came with it', async () => {
    const accepted = await door.connection.send(OUTBOUND);
    const got = await simulator.client.received({
      channel: 'sms-unifonic',
      to: PHONE,
      count: 1,
      waitMs: 5_000,
    });
    expect(got).toMatchObject([{ from: 'Orphans', text: OUTBOUND.text, reference: OUTBOUND.messageId }]);
    await untilReported('sent', 'delivered');
    const { providerId } = accepted;
    expect(door.heard[0]).toMatchObject({ messageId: OUTBOUND.messageId, providerId });
    expect(door.refused()).toBe(0);
  });

  it('refuses, breaks and loses as it is told to', async () => {
    const fault = (kind: string) => simulator.client.addFault({ target: 'unifonic', kind, count: 1 });
    await fault('429');
    await expect(door.connection.send(OUTBOUND)).rejects.toMatchObject({
      kind: 'retry',
      retryAfterMs: 1_000,
    });
    await fault('500');
    await expect(door.connection.send(OUTBOUND)).rejects.toMatchObject({ kind: 'retry' });
    await fault('half-json');
    await expect(door.connection.send(OUTBOUND)).rejects.toMatchObject({ kind: 'unknown-outcome' });
    await untilReported('delivered');
  });
});

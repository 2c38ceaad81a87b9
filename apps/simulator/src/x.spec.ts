import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { outboundTo } from '../../../libs/channels/fixture.js';
import { eventually } from '../../../test/support/eventually.js';
import { startSimulator, type Simulator } from './simulator.js';
import { type Door, openDoor } from '../../../test/support/channel-door.js';

const PERSON = '1790000000000000777';
const OUTBOUND = outboundTo({ kind: 'x-user', value: PERSON });
const OWN = { userId: '1790000000000000001', consumerKey: 'key', consumerSecret: 'secret-of-the-spec' };
const TOKEN = { accessToken: 'token', accessTokenSecret: 'secret' };

describe('the pretended X', () => {
  let simulator: Simulator;
  let door: Door;

  beforeEach(async () => {
    simulator = await startSimulator({ port: 0, smtpPort: 0, imapPort: 0 });
    door = await openDoor('x', { ...OWN, ...TOKEN, apiBaseUrl: `${simulator.url}/x` });
    const timings = { sentMs: 1, deliveredMs: 5 };
    simulator.configure({ x: { ...OWN, webhookUrl: door.webhookUrl, timings, retryDelaysMs: [1, 1] } });
  });

  afterEach(async () => {
    await simulator.stop();
    await door.stop();
  });

  const says = (as: 'message' | 'encrypted' | 'mention' | 'revoke', more: object = {}) =>
    simulator.client.send({
      channel: 'x',
      from: PERSON,
      name: 'ريم',
      username: 'reem',
      text: 'سلام',
      as,
      ...more,
    });

  it('asks its challenge before it sends anything, and signs what it sends', async () => {
    await says('message');
    await says('mention');
    await says('encrypted');
    expect(door.heard).toMatchObject([
      { type: 'message', text: 'سلام', from: { kind: 'x-user', value: PERSON, name: 'ريم (@reem)' } },
      { type: 'message', text: 'سلام', content: { type: 'post' } },
      { type: 'message', text: '', content: { type: 'elsewhere' } },
    ]);
    await says('message', { signature: 'wrong' });
    expect([door.heard.length, door.refused() > 0]).toEqual([3, true]);
  });

  it('sends nothing to a webhook that can not answer', async () => {
    simulator.configure({ x: { ...OWN, consumerSecret: 'another', webhookUrl: door.webhookUrl } });
    await expect(says('message')).rejects.toThrow('challenge');
    expect(door.heard).toEqual([]);
  });

  it('takes a direct message, brings it to the phone, and tells of it as it tells everybody', async () => {
    await door.connection.check?.();
    const { providerId } = await door.connection.send(OUTBOUND);
    const got = await simulator.client.received({ channel: 'x', to: PERSON, count: 1, waitMs: 5_000 });
    expect(got).toMatchObject([{ id: providerId, text: OUTBOUND.text }]);
    await eventually(async () =>
      expect(door.heard).toMatchObject([{ type: 'echo', providerId, to: { value: PERSON } }]),
    );
  });

  it('slows down, breaks and refuses as it is told to', async () => {
    const meets = async (kind: string, more: object = {}) => {
      await simulator.client.addFault({ target: 'x', kind, count: 1, ...more });
      return door.connection.send(OUTBOUND).catch((error: unknown) => error);
    };
    const slow = (await meets('429', { retryAfter: 60 })) as { kind: string; retryAfterMs: number };
    expect(slow.kind).toBe('retry');
    expect(slow.retryAfterMs).toBeGreaterThan(55_000);
    expect(await meets('500')).toMatchObject({ kind: 'retry' });
    expect(await meets('reset')).toMatchObject({ kind: 'unknown-outcome' });
    expect(await meets('closed-messages')).toMatchObject({ kind: 'permanent', deadAddress: true });
  });

  it('tells when the access is withdrawn', async () => {
    await says('revoke');
    expect(door.heard).toMatchObject([{ type: 'trouble' }]);
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { heard, startTelephones, type Telephones, tokenFor } from './spec.telephone.js';
import type { SoftphoneClient } from './twilio/voice/softphone.client.js';

const person = '+966500000101';

describe('the pretended softphones', () => {
  let tele: Telephones;
  let library: Telephones['library'];
  let softphones: SoftphoneClient[] = [];

  beforeAll(async () => {
    tele = await startTelephones();
    library = tele.library;
  });

  beforeEach(() => tele.clear());

  afterEach(() => {
    softphones.forEach((each) => each.close());
    softphones = [];
  });

  afterAll(() => tele.stop());

  /** What the pretended installation answers at a path. */
  const say = (path: string, ...verbs: readonly string[]) =>
    tele.script.set(path, `<Response>${verbs.join('')}</Response>`);

  const softphone = async (identity: string) => {
    const client = await tele.softphone();
    softphones.push(client);
    await client.register(tokenFor(identity));
    return client;
  };

  it('connects softphones directly: the first who answers has the call, and keys lead on', async () => {
    say(
      '/in',
      '<Dial timeout="20" record="record-from-answer"><Client>officer-7</Client></Dial><Say>شكرًا</Say>',
    );
    const [desk, home] = [await softphone('officer-7'), await softphone('officer-7')];
    const { sid } = await tele.phone.call({ from: person });
    const { callSid } = await desk.next('incoming');
    desk.say({ type: 'accept', callSid });
    expect(await home.next('cancelled')).toEqual({ type: 'cancelled', callSid });
    await tele.untilCall(sid, ({ moment }) => moment.kind === 'talking');
    desk.say({ type: 'mute', callSid, muted: true });
    await tele.untilCall(callSid, ({ muted }) => muted);
    desk.say({ type: 'hangup', callSid });
    expect(heard(await tele.over(sid))).toEqual(['شكرًا']);
    expect(await library.recordings.list({ callSid })).toHaveLength(1);
  });

  it('refuses tokens that are not this account’s, or signed otherwise', async () => {
    const client = await tele.softphone();
    softphones.push(client);
    await expect(client.register(tokenFor('officer-7', 'another-secret'))).rejects.toThrow('20107');
    await expect(client.register('not.a.token')).rejects.toThrow('20101');
    expect(await client.register(tokenFor('officer-7'))).toBe('officer-7');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageView } from '@sila/contracts';
import { addX } from '../support/accounts.js';
import { ConsoleScreen } from '../support/console-screen.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';
import { A_SECOND_AT_REST } from '../support/patience.js';

interface Answered {
  readonly id: string;
  readonly person: string;
  readonly message: MessageView;
}

type As = 'message' | 'encrypted' | 'mention' | 'revoke';

describe('X, from the phone to the screen and back', () => {
  let sila: Installation;
  let maha: Officer;
  let screen: ConsoleScreen;
  let people = 0;
  let mentioned: Answered;
  let hanging: Answered;
  let closed: Answered;

  beforeAll(async () => {
    sila = await startInstallation({ accounts: [addX] });
    maha = await sila.officer('maha');
    screen = await ConsoleScreen.open(maha, sila.apiUrls[0] ?? '');
    [mentioned, hanging, closed] = await Promise.all([
      answer('@jamiya متى يفتح التقديم؟', null, 'mention'),
      answer('سؤال يعلق جوابه', { kind: 'hang', ms: 500 }),
      answer('سؤال وحسابي مغلق', { kind: 'closed-messages' }),
    ]);
  }, 120_000);

  afterAll(async () => {
    screen.close();
    await sila.stop();
  }, 30_000);

  const newPerson = () => `17900000000000${String((people += 1)).padStart(5, '0')}`;
  const says = (from: string, text: string, as: As = 'message', more: object = {}) =>
    sila.simulator.client.send({
      channel: 'x',
      from,
      name: 'ريم القرني',
      username: 'reem',
      text,
      as,
      ...more,
    });

  async function answer(
    question: string,
    fault: { readonly kind: string; readonly ms?: number } | null,
    as: As = 'message',
  ): Promise<Answered> {
    const person = newPerson();
    await says(person, question, as);
    const { id } = await screen.row((item) => item.snippet === question);
    if (fault) await sila.simulator.client.addFault({ ...fault, target: 'x', to: person, count: 1 });
    return { id, person, message: await maha.reply(id, `جواب: ${question}`) };
  }

  const arrived = (to: string) =>
    sila.simulator.client.received({ channel: 'x', to, count: 1, waitMs: 20_000 });
  const reaches = ({ id, message }: Answered, status: MessageView['status'], within = 20_000) =>
    eventually(async () => expect(await maha.message(id, message.id)).toMatchObject({ status }), { within });

  it('brings a direct message in within a second, once however often it comes', async () => {
    const person = newPerson();
    const before = performance.now();
    await says(person, 'السلام عليكم', 'message', { times: 20 });
    const row = await screen.row((item) => item.snippet === 'السلام عليكم');
    expect(performance.now() - before).toBeLessThan(A_SECOND_AT_REST);
    expect(row).toMatchObject({ contact: { name: 'ريم القرني (@reem)' }, channel: { channel: 'x' } });
    expect(await maha.messages(row.id)).toHaveLength(1);
    expect((await maha.detail(row.id)).contactDetail.identities).toMatchObject([
      { kind: 'x-user', value: person, assurance: 'verified' },
    ]);
  });

  it('answers a public post in private, and the echo of the answer shows nothing twice', async () => {
    await reaches(mentioned, 'sent');
    expect(await arrived(mentioned.person)).toMatchObject([{ text: 'جواب: @jamiya متى يفتح التقديم؟' }]);
    const echoes = await eventually(async () => {
      const events = await sila.database.query(
        `SELECT 1 FROM inbound_event e JOIN lane l ON l.id = e.lane_id
         WHERE e.state <> 'pending' AND e.event_key LIKE 'dm:%' AND l.address = $1`,
        [mentioned.person],
      );
      expect(events.length).toBeGreaterThan(0);
      return events.length;
    });
    expect(echoes).toBe(1);
    expect(await maha.messages(mentioned.id)).toHaveLength(2);
  }, 40_000);

  it('learns by the echo that an answer went out although X said nothing', async () => {
    expect(await arrived(hanging.person)).toHaveLength(1);
    await reaches(hanging, 'sent', 30_000);
    expect(await maha.messages(hanging.id)).toHaveLength(2);
  }, 40_000);

  it('says when a person takes no messages of ours', async () => {
    await reaches(closed, 'failed');
    const [way] = (await maha.detail(closed.id)).replyOptions;
    expect(way).toMatchObject({ canSend: false, blockedBy: 'unreachable' });
  }, 30_000);

  it('shows an encrypted message as a stub that leads to X', async () => {
    const person = newPerson();
    await says(person, 'سرّي', 'encrypted');
    const { id } = await screen.row((item) => item.contact.name === person);
    expect(await maha.messages(id)).toMatchObject([
      { text: '', content: { type: 'elsewhere', url: expect.stringContaining(person) } },
    ]);
  });

  it('refuses what is not signed', async () => {
    const { deliveries } = await says(newPerson(), 'دخيل', 'message', { signature: 'wrong' });
    expect(deliveries?.flat().map(({ status }) => status)).toContain(403);
    expect((await maha.list('all')).map(({ snippet }) => snippet)).not.toContain('دخيل');
  });

  it('tells the administrator when the access was withdrawn', async () => {
    await says(newPerson(), '', 'revoke');
    await eventually(async () => {
      const rows = await sila.database.query(`SELECT last_error FROM channel_account WHERE channel = 'x'`);
      expect(rows).toMatchObject([{ last_error: expect.stringContaining('withdrawn') }]);
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageView } from '@sila/contracts';
import { randomUUID } from 'node:crypto';
import { audit } from '../support/auditor.js';
import { ConsoleScreen } from '../support/console-screen.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';
import { VisitorBrowser } from '../support/visitor-browser.js';
import { accounts, type Door, doors, type Trouble, troublesOf } from './provider.doors.js';

interface Cell {
  readonly name: string;
  readonly door: Door;
  readonly trouble: Trouble;
  readonly from: string;
}

interface Played extends Cell {
  readonly id: string;
  readonly message: MessageView;
}

/** Whoever writes under these is told twenty times over. */
const REPEATED: readonly string[] = ['429', 'smtp-4xx'];
const LADDER = ['queued', 'sending', 'accepted', 'sent', 'delivered', 'read'];

const cells: readonly Cell[] = doors.flatMap((door) =>
  troublesOf(door).map((trouble, nth) => ({
    name: `${door.channel}: a provider that ${trouble.what}`,
    door,
    trouble,
    from: door.person(nth),
  })),
);

/** Every channel whose provider takes answers, before every kind of trouble, in one installation at the same time. */
describe('F24–F27: providers that misbehave', () => {
  let sila: Installation;
  let maha: Officer;
  let screen: ConsoleScreen;
  let played: ReadonlyMap<string, Played>;

  beforeAll(async () => {
    // Two minutes of waiting become four seconds.
    sila = await startInstallation({ accounts, chat: true, env: { SILA_TEST_HASTE: '30' } });
    maha = await sila.officer('maha');
    screen = await ConsoleScreen.open(maha, sila.apiUrls[0] ?? '');
    const all = await Promise.all(cells.map(play));
    played = new Map(all.map((one) => [one.name, one]));
  }, 180_000);

  afterAll(async () => {
    screen.close();
    await sila.stop();
  }, 30_000);

  /** Somebody writes, twenty times over where the provider repeats itself, and is answered under the trouble. */
  const play = async (cell: Cell): Promise<Played> => {
    const { door, trouble, from, name } = cell;
    const { client } = sila.simulator;
    await client.send(door.says(from, name, REPEATED.includes(trouble.kind) ? 20 : 1));
    const { id } = await screen.row((item) => item.snippet === name, 60_000);
    const { of: _of, what: _what, silent: _silent, ...fault } = trouble;
    await client.addFault({ ...fault, target: door.target, to: from });
    return { ...cell, id, message: await maha.reply(id, `جواب ${name}`, await wayOf(id, door)) };
  };

  const wayOf = async (id: string, door: Door) => {
    const { replyOptions } = await maha.detail(id);
    const way = replyOptions.find(({ channel }) => channel.channel === door.channel);
    return { channelAccountId: way?.channel.accountId, identityId: way?.identityId ?? undefined };
  };

  /** What came, each once that carries one id. */
  const arrived = async ({ door, from, trouble }: Cell) => {
    const count = door.sendsAgain && trouble.silent ? 2 : 1;
    const filter = { channel: door.arrivals, to: from, count, waitMs: 30_000 };
    const got = await sila.simulator.client.received(filter);
    return door.sendsAgain ? eachOnce(got) : got;
  };

  it.each(cells)(
    '$name gets the answer once, and the officer sees the truth',
    async ({ name }) => {
      const one = played.get(name);
      if (!one) throw new Error('it was not answered');
      const { door, trouble, id, message, from } = one;
      expect((await arrived(one)).map(({ text }) => text.trim())).toEqual([message.text]);
      if (door.ends === 'read') await sila.simulator.client.read(from, undefined, door.arrivals);
      const status = trouble.silent ? door.afterSilence : door.ends;
      await eventually(async () => expect(await maha.message(id, message.id)).toMatchObject({ status }), {
        within: 30_000,
        every: 50,
      });
    },
    90_000,
  );

  it.each(doors.filter(({ matters }) => !matters))(
    '$channel: what people write all at once is all there, each once',
    async (door) => {
      const one = [...played.values()].find((each) => each.door === door && each.trouble.kind === '429');
      const { id, from } = one ?? { id: '', from: '' };
      const texts = ['أولًا', 'ثانيًا', 'ثالثًا'].map((text) => `${text} ${door.channel}`);
      await Promise.all(texts.map((text) => sila.simulator.client.send(door.says(from, text, 3))));
      await eventually(async () => {
        const said = (await maha.messages(id)).filter(({ direction }) => direction === 'in');
        expect(said).toHaveLength(1 + texts.length);
        expect(new Set(said.map(({ text }) => text))).toEqual(new Set([one?.name, ...texts]));
      });
    },
  );

  it('web chat: what a visitor says on a line that breaks is there once, and so is the answer given meanwhile', async () => {
    const browser = new VisitorBrowser(sila.apiUrls[0] ?? '', sila.chatId);
    await browser.visit();
    const [clientId, text] = [randomUUID(), 'انقطع الخط وأنا أكتب'];
    for (let tries = 0; tries < 3; tries += 1) await browser.breakOff({ clientId, text });
    expect(await browser.say(text, { clientId })).toBe(202);
    const { id } = await screen.row((item) => item.snippet === text, 30_000);
    await browser.listen();
    browser.close();
    const answer = await maha.reply(id, 'جواب والخط مقطوع');
    await browser.listen();
    const texts = async () => (await browser.read()).messages.map((message) => message.text);
    await eventually(async () => expect(await texts()).toEqual([text, answer.text]));
    for (const status of ['read', 'read', 'delivered'] as const)
      await browser.call('POST', 'receipts', { messageIds: [answer.id], status });
    await eventually(async () => expect(await maha.message(id, answer.id)).toMatchObject({ status: 'read' }));
    await neverFell(answer.id);
    browser.close();
  }, 60_000);

  it('nothing is lost, doubled or left undone, and no status ever fell', async () => {
    const answered = [...played.values()].map(({ message }) => ({
      messageId: message.id,
      text: message.text,
    }));
    const got = await sila.simulator.client.received();
    const [mails, others] = [got.filter(isMail), got.filter((one) => !isMail(one))];
    const taken = [...eachOnce(mails), ...others].map(({ id, text }) => ({
      providerId: id,
      text: text.trim(),
    }));
    expect(await audit(sila.database, { inbound: [], answered, taken })).toEqual({
      lost: [],
      doubled: [],
      gaps: [],
      disordered: [],
      unfinished: [],
    });
    expect((await sila.simulator.client.faults()).filter(({ hits }) => hits === 0)).toEqual([]);
    for (const { messageId } of answered) await neverFell(messageId);
    for (const { id, message } of played.values()) {
      const out = (await maha.messages(id)).filter(({ direction }) => direction === 'out');
      expect(out.map((one) => one.id)).toEqual([message.id]);
    }
  }, 60_000);

  const neverFell = async (messageId: string): Promise<void> => {
    const steps = await sila.database.query<{ status: string }>(
      `SELECT data->>'status' AS status FROM conversation_event WHERE message_id = $1 AND type = 'status' ORDER BY seq`,
      [messageId],
    );
    const rungs = steps.map(({ status }) => LADDER.indexOf(status)).filter((rung) => rung >= 0);
    expect(rungs).toEqual([...rungs].sort((a, b) => a - b));
  };
});

const isMail = ({ channel }: { readonly channel: string }): boolean => channel === 'email';

const eachOnce = <Got extends { readonly id: string }>(all: readonly Got[]): Got[] => [
  ...new Map(all.map((one) => [one.id, one])).values(),
];

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageView } from '@sila/contracts';
import { audit } from '../support/auditor.js';
import { ConsoleScreen } from '../support/console-screen.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';
import { accounts, type Door, doors, type Trouble, troubles } from './provider.doors.js';

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

const LADDER = ['queued', 'sending', 'accepted', 'sent', 'delivered', 'read'];

const cells: readonly Cell[] = doors.flatMap((door) =>
  troubles
    .filter(({ of }) => of === 'all' || door.ends !== 'sent')
    .map((trouble, nth) => ({
      name: `${door.channel}: a provider that ${trouble.what}`,
      door,
      trouble,
      from: door.person(nth),
    })),
);

/** Every channel whose provider is called over HTTP, before every kind of trouble, in one installation at the same time. */
describe('F24–F27: providers that misbehave', () => {
  let sila: Installation;
  let maha: Officer;
  let screen: ConsoleScreen;
  let played: ReadonlyMap<string, Played>;

  beforeAll(async () => {
    // Two minutes of waiting become four seconds.
    sila = await startInstallation({ accounts, env: { SILA_TEST_HASTE: '30' } });
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
    await client.send(door.says(from, name, trouble.kind === '429' ? 20 : 1));
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

  const arrived = ({ door, from }: Cell) =>
    sila.simulator.client.received({ channel: door.arrivals, to: from, count: 1, waitMs: 30_000 });

  it.each(cells)(
    '$name gets the answer once, and the officer sees the truth',
    async ({ name }) => {
      const one = played.get(name);
      if (!one) throw new Error('it was not answered');
      const { door, trouble, id, message, from } = one;
      expect((await arrived(one)).map(({ text }) => text)).toEqual([message.text]);
      if (door.ends === 'read') await sila.simulator.client.read(from, undefined, door.arrivals);
      const status = trouble.silent ? door.afterSilence : door.ends;
      await eventually(async () => expect(await maha.message(id, message.id)).toMatchObject({ status }), {
        within: 30_000,
        every: 50,
      });
    },
    90_000,
  );

  it.each(doors)('$channel: what people write all at once is all there, each once', async (door) => {
    const one = [...played.values()].find((each) => each.door === door && each.trouble.kind === '429');
    const { id, from } = one ?? { id: '', from: '' };
    const texts = ['أولًا', 'ثانيًا', 'ثالثًا'].map((text) => `${text} ${door.channel}`);
    await Promise.all(texts.map((text) => sila.simulator.client.send(door.says(from, text, 3))));
    await eventually(async () => {
      const said = (await maha.messages(id)).filter(({ direction }) => direction === 'in');
      expect(said).toHaveLength(1 + texts.length);
      expect(new Set(said.map(({ text }) => text))).toEqual(new Set([one?.name, ...texts]));
    });
  });

  it('nothing is lost, doubled or left undone, and no status ever fell', async () => {
    const answered = [...played.values()].map(({ message }) => ({
      messageId: message.id,
      text: message.text,
    }));
    const got = await sila.simulator.client.received();
    const taken = got.map(({ id, text }) => ({ providerId: id, text }));
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

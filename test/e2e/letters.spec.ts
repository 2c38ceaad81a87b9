import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BegunLetter, LetterItem } from '@sila/contracts';
import { numbersIn } from '@sila/domain';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConsoleScreen } from '../support/console-screen.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { bombPng, LetterClerk, PAPER_TEXT, pdfOf, scanOf } from '../support/letters.js';
import type { Officer } from '../support/officer.js';

describe('letters on paper, from the scanner to the post and back', () => {
  let sila: Installation;
  let maha: Officer;
  let clerk: LetterClerk;
  let screen: ConsoleScreen;
  /** Where the scanners of the desks write to. */
  let drop: string;

  beforeAll(async () => {
    drop = await mkdtemp(join(tmpdir(), 'sila-drop-'));
    await mkdir(join(drop, 'desk'));
    sila = await startInstallation({ letters: { folder: 'desk' }, env: { DROP_DIR: drop } });
    maha = await sila.officer('maha');
    clerk = new LetterClerk(maha, sila.lettersId);
    screen = await ConsoleScreen.open(maha, sila.apiUrls[0] ?? '');
  }, 120_000);
  afterAll(async () => {
    screen.close();
    await sila.stop();
    await rm(drop, { recursive: true, force: true });
  }, 60_000);

  const until = (name: string, state: string): Promise<LetterItem> =>
    eventually(
      async () => {
        const messages = await Promise.all(
          (await clerk.list('incoming')).map(async (item) => ({
            item,
            files: (await maha.messages(item.conversationId)).flatMap(({ attachments }) => attachments),
          })),
        );
        const found = messages.find(({ files }) => files.some(({ fileName }) => fileName === name));
        expect(found?.item.state).toBe(state);
        if (!found) throw new Error('the letter did not come');
        return found.item;
      },
      { within: 150_000, every: 100 },
    );

  it('are on the officer’s screen with their scan at once, and with their words when they were read', async () => {
    await clerk.handIn(await scanOf(PAPER_TEXT, 'خطاب'), 'letter.pdf');
    const row = await screen.row((item) => item.snippet === 'letter.pdf', 10_000);
    await screen.watch(row.id);
    const letter = await until('letter.pdf', 'read');
    expect(letter.conversationId).toBe(row.id);
    await eventually(() =>
      expect(screen.events().map(({ type, message }) => [type, message?.letter?.state])).toContainEqual([
        'letter',
        'read',
      ]),
    );
    expect((await clerk.detail(letter.id)).text).toContain('سداد إيجار المنزل');
  }, 180_000);

  it('are answered, printed, posted, and found by their barcode when they come back', async () => {
    const [letter] = await clerk.list('incoming');
    if (!letter) throw new Error('no letter');
    const { text } = await clerk.detail(letter.id);
    await maha.post(`/api/letters/${letter.id}/confirm`, {
      text,
      numbers: numbersIn(text),
      sender: { name: 'نورة القحطاني' },
    });
    const answer = await maha.reply(letter.conversationId, 'وصل خطابكم، وسنزوركم يوم الأحد.');
    const { reference } = await eventually(async () => {
      const waiting = (await clerk.list('to-print')).find(({ id }) => id === answer.id);
      if (!waiting) throw new Error('nothing to print');
      return waiting;
    });
    for (const state of ['printed', 'signed', 'posted']) await clerk.step(answer.id, state);
    expect(await maha.message(letter.conversationId, answer.id)).toMatchObject({ status: 'sent' });
    await clerk.step(answer.id, 'returned', { reason: 'لم يُستدل على العنوان' });
    const found = await clerk.list('incoming', `&reference=${reference}`);
    expect(found).toMatchObject([{ conversationId: letter.conversationId, state: 'returned' }]);
    expect(found[0]?.contact.name).toBe('نورة القحطاني');
  }, 60_000);

  it('reach somebody who never wrote: once, to be printed, with the person known from then on', async () => {
    const letter = {
      clientId: randomUUID(),
      accountId: sila.lettersId,
      to: { name: 'أحمد الغامدي' },
      address: { line: 'شارع الأمير سلطان 12', district: 'حي النزهة', city: 'الرياض', postCode: '١٢٤٧٣' },
      subject: 'دعوة لحضور اللقاء',
      text: 'السلام عليكم، ندعوكم إلى لقاء المستفيدين يوم الأحد.',
    };
    const [begun, again] = await Promise.all(
      [1, 2].map(() => maha.post<BegunLetter>('/api/letters', letter)),
    );
    expect(again).toEqual(begun);
    const { id, contact } = await eventually(async () => {
      const mine = (await clerk.list('to-print')).filter(
        (one) => one.conversationId === begun?.conversationId,
      );
      expect(mine).toHaveLength(1);
      return mine[0] ?? ({} as LetterItem);
    });
    expect([id, contact.name]).toEqual([begun?.messageId, 'أحمد الغامدي']);
    for (const state of ['printed', 'posted']) await clerk.step(id, state);
    const { replyOptions, assignee } = await maha.detail(begun?.conversationId ?? '');
    expect(replyOptions.map(({ channel }) => channel.channel)).toContain('letters');
    expect(assignee?.id).toBe(maha.id);
  }, 60_000);

  it('come in from a scanner’s folder whole and once, though the worker is killed while it takes them', async () => {
    const folder = join(drop, 'desk');
    const events = async () => {
      const [row] = await sila.database.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM inbound_event WHERE channel_account_id = $1',
        [sila.lettersId],
      );
      return row?.n ?? 0;
    };
    const names = Array.from({ length: 4 }, (_, index) => `scan-${index}.pdf`);
    const known = await events();
    for (const [index, name] of names.entries())
      await writeFile(join(folder, name), pdfOf(1, `Folder ${index}, page`));
    const files = () =>
      sila.database.query<{ name: string; key: string }>(
        `SELECT a.file_name AS name, m.provider_id AS key FROM message m JOIN attachment a ON a.message_id = m.id
         WHERE m.channel_account_id = $1 AND a.file_name LIKE 'scan-%' ORDER BY 1`,
        [sila.lettersId],
      );
    const stored = async () => expect(await events()).toBeGreaterThan(known);
    await eventually(stored, { within: 30_000, every: 2 });
    await sila.workers.pop()?.kill();
    // What was stored and is still in the folder is given again; what somebody laid there twice is the same scan.
    await writeFile(join(folder, 'scan-0.pdf'), pdfOf(1, 'Folder 0, page'));
    sila.workers.push(await sila.startWorker());
    const taken = async () => {
      expect((await readdir(folder)).filter((name) => name.endsWith('.pdf'))).toEqual([]);
      expect((await files()).map(({ name }) => name)).toEqual(names);
    };
    await eventually(taken, { within: 40_000, every: 100 });
    expect((await readdir(join(folder, 'taken'))).length).toBeGreaterThanOrEqual(names.length);
  }, 120_000);

  it('that are bombs or damaged end in a clear state; the worker lives and reads the next one', async () => {
    await clerk.handIn(bombPng(), 'bomb.png');
    await clerk.handIn(Buffer.from('II*\0\x08\0\0\0 damaged'), 'damaged.tif');
    await clerk.handIn(pdfOf(40), 'long.pdf');
    await clerk.handIn(pdfOf(1), 'next.pdf');
    expect((await until('bomb.png', 'unreadable')).reason).toBe('too-large');
    expect((await until('damaged.tif', 'unreadable')).reason).toBe('damaged');
    const long = await clerk.detail((await until('long.pdf', 'read')).id);
    expect([long.pageCount, long.pages.length]).toEqual([40, 12]);
    await until('next.pdf', 'read');
    expect(sila.workers.every((worker) => worker.isRunning())).toBe(true);
  }, 400_000);
});

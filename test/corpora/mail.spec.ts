import { describe, expect, it } from '@jest/globals';
import type { Inbound } from '@sila/channels/channel';
import { ANSWER, QUOTE_FORMS } from '../../libs/channels/email/fixtures/quote.forms.js';
import { htmlToText } from '../../libs/channels/email/html.text.js';
import { foldQuotes } from '../../libs/channels/email/quotes.js';
import { sanitiseHtml } from '../../libs/platform/html.js';
import { corpusFiles, hasCorpus, offlineConnection, parseMail } from './mail.support.js';

const LEAST_EXACT = 24;

if (hasCorpus) {
  describe('mail of strangers', everyMailEnters);
  describe('reply-trimmer', repliesFold);
  describe('talon', htmlRepliesFold);
} else {
  it('did not run: the shared mail corpora are not beside this clone (../shared/fixtures/mail)', () => {
    expect(hasCorpus).toBe(false);
  });
}

describe('Arabic quotes', () => {
  it.each(QUOTE_FORMS.map((form) => [form.name, form.introduction]))('fold: %s', (_name, introduction) => {
    expect(foldQuotes(`${ANSWER}\n\n${introduction}`).visible).toBe(ANSWER);
  });
});

function everyMailEnters(): void {
  const files = ['mailparser', 'postal-mime', 'mail-mime-parser'].flatMap(corpusFiles);
  const connection = offlineConnection();

  it.each(files.map((file) => [file.name, file.bytes] as const))(
    '%s means something, or is refused',
    async (_name, bytes) => {
      const outcome = await parseMail(connection, bytes).catch((error: unknown) => error);
      if (outcome instanceof Error) return expect(outcome.message).toBe('no header section');
      const inbound = outcome as Inbound[];
      expect(inbound.length).toBeGreaterThan(0);
      for (const each of inbound) if (each.type === 'message') expectReadable(each);
    },
  );

  it(`ran over ${files.length} mails`, () => expect(files.length).toBeGreaterThanOrEqual(57));
}

function expectReadable(message: Extract<Inbound, { type: 'message' }>): void {
  expect(JSON.stringify(message)).not.toContain('\\u0000');
  if (message.quotedFrom !== null) expect(message.text.slice(0, message.quotedFrom).trim()).not.toBe('');
  if (message.html !== null) expect(typeof sanitiseHtml(message.html)).toBe('string');
}

function repliesFold(): void {
  const trimmed = new Map(
    corpusFiles('reply-trimmer/trimmed').map((file) => [
      file.name.split('/').at(-1),
      file.bytes.toString('utf8'),
    ]),
  );
  const pairs = corpusFiles('reply-trimmer/emails').map((file) => ({
    name: file.name,
    text: file.bytes.toString('utf8'),
    kept: trimmed.get(file.name.split('/').at(-1)) ?? '',
  }));

  it.each(pairs.map((pair) => [pair.name, pair] as const))(
    '%s keeps what must be kept',
    (_name, { text, kept }) => {
      const { visible } = foldQuotes(text);
      expect(linesMissing(kept, visible)).toEqual([]);
      expect(visible.trim()).not.toBe('');
    },
  );

  it(`folds at least ${LEAST_EXACT} of ${pairs.length} exactly`, () => {
    const exact = pairs.filter(({ text, kept }) => foldQuotes(text).visible.trim() === kept.trim());
    expect(pairs).toHaveLength(32);
    expect(exact.length).toBeGreaterThanOrEqual(LEAST_EXACT);
  });
}

/** Lines of `kept` that don't appear, in order, in `visible`. */
function linesMissing(kept: string, visible: string): string[] {
  const shown = visible.split('\n').map((line) => line.trim());
  let at = 0;
  return kept
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => {
      const found = line === '' ? at : shown.indexOf(line, at);
      if (found >= 0 && line !== '') at = found + 1;
      return found < 0;
    });
}

function htmlRepliesFold(): void {
  const files = corpusFiles('talon-html');

  it.each(files.map((file) => [file.name, file.bytes.toString('utf8')] as const))(
    '%s shows the answer and folds the rest',
    (_name, html) => {
      const { text, quotedFrom } = htmlToText(html, 500_000);
      const visible = foldQuotes(text.slice(0, quotedFrom ?? undefined)).visible;
      expect(visible).toMatch(/^Hi\. I am fine\.\s+Thanks,\s+Alex/);
      expect(visible).not.toMatch(/How are you/);
    },
  );

  it(`ran over ${files.length} replies`, () => expect(files).toHaveLength(9));
}

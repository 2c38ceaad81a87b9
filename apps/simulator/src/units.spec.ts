import { describe, expect, it } from '@jest/globals';
import { BoundedList } from './core/bounded.list.js';
import { bodyStructure } from './imap/body.structure.js';
import { sectionOf } from './imap/body.section.js';
import { parseCommand } from './imap/command.tokens.js';
import { internalDate, readImapDate } from './imap/imap.format.js';
import { parseMime } from './imap/mime.part.js';
import { compactSet, sequenceSet } from './imap/sequence.set.js';
import { retryPolicyOf } from './twilio/retry.policy.js';
import { twilioSignature } from './twilio/webhook.signature.js';

describe('a bounded list', () => {
  it('forgets the oldest past its limit', () => {
    const dropped: number[] = [];
    const list = new BoundedList<number>(100, (each) => dropped.push(each));
    Array.from({ length: 111 }, (_, index) => list.push(index));
    expect([list.size, list.all()[0], dropped.length]).toEqual([100, 11, 11]);
  });
});

describe('an IMAP command', () => {
  it('is read with quoted strings, literals, lists and sections', () => {
    const text = 'A1 UID FETCH 1:* (UID BODY.PEEK[HEADER.FIELDS (DATE FROM)]<0.10>)';
    expect(parseCommand(text)).toEqual({
      tag: 'A1',
      name: 'UID FETCH',
      args: [
        { kind: 'atom', text: '1:*' },
        {
          kind: 'list',
          items: [
            { kind: 'atom', text: 'UID' },
            { kind: 'atom', text: 'BODY.PEEK[HEADER.FIELDS (DATE FROM)]<0.10>' },
          ],
        },
      ],
    });
    expect(parseCommand('A2 LOGIN "a\\"b" {3+}\r\nx y').args).toEqual([
      { kind: 'string', text: 'a"b' },
      { kind: 'string', text: 'x y' },
    ]);
    expect(() => parseCommand('A3 STORE (1')).toThrow('not closed');
  });

  it('names mails by sets', () => {
    const holds = sequenceSet('2:3,9:*', 5);
    expect([1, 2, 3, 4, 5, 9].filter(holds)).toEqual([2, 3, 5, 9]);
    expect(compactSet([1, 2, 3, 7, 9, 10])).toBe('1:3,7,9:10');
  });

  it('writes dates that it can read', () => {
    const at = Date.parse('2026-11-03T08:15:00Z');
    expect(internalDate(at)).toBe('" 3-Nov-2026 08:15:00 +0000"');
    expect(readImapDate('03-Nov-2026 11:15:00 +0300')).toBe(at);
    expect(readImapDate('yesterday')).toBeNaN();
  });
});

describe('a mail taken apart', () => {
  const mail = Buffer.from(
    [
      'Subject: two',
      ' lines',
      'Content-Type: multipart/mixed; boundary="x;y"',
      '',
      'preamble',
      '--x;y',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'one',
      '--x;y',
      'Content-Type: image/png; name="a.png"',
      'Content-Disposition: attachment; filename="a.png"',
      'Content-Transfer-Encoding: base64',
      '',
      'AAAA',
      '--x;y--',
      '',
    ].join('\r\n'),
  );

  it('gives sections by number and name', () => {
    expect(sectionOf(mail, '1')?.toString()).toBe('one');
    expect(sectionOf(mail, '2.MIME')?.toString()).toContain('image/png');
    expect(sectionOf(mail, 'HEADER.FIELDS (SUBJECT)')?.toString()).toBe('Subject: two\r\n lines\r\n\r\n');
    expect(sectionOf(mail, '3')).toBeNull();
  });

  it('describes its structure', () => {
    expect(bodyStructure(parseMime(mail))).toBe(
      '(("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "7BIT" 3 0 NIL NIL NIL NIL)' +
        '("IMAGE" "PNG" ("NAME" "a.png") NIL NIL "BASE64" 4 NIL ("ATTACHMENT" ("FILENAME" "a.png")) NIL NIL)' +
        ' "MIXED" ("BOUNDARY" "x;y") NIL NIL NIL)',
    );
  });
});

describe('a webhook URL', () => {
  it('says by its fragment how to be called', () => {
    const policy = retryPolicyOf('https://sila.example/hooks/1?a=b#rc=3&rp=4xx,rt&ct=2000');
    expect(policy).toMatchObject({ retries: 3, connectTimeoutMs: 2000, readTimeoutMs: 15_000 });
    expect([...policy.reasons]).toEqual(['4xx', 'rt']);
    expect([...retryPolicyOf('https://sila.example/').reasons]).toEqual(['ct']);
  });

  it('is signed without its fragment', () => {
    const params = { Body: 'مرحبا', From: 'whatsapp:+966500000101' };
    const url = 'https://sila.example/hooks/1';
    expect(twilioSignature('t', `${url}#rc=3`, params)).toBe(twilioSignature('t', url, params));
  });
});

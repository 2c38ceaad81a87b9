import { describe, expect, it } from '@jest/globals';
import { accountSettings, allowedOrigins, contrastWithWhite } from './account.settings.js';
import { webChat } from './channel.js';
import type { Outbound } from '../channel.js';
import { split } from '../carried-files.js';
import { outboundTo } from '../fixture.js';
import { eventsOf, storedRequest, type VisitorRequest } from './visitor.request.js';

const visitorId = '0192f0a1-7c00-7000-8000-0000000000a1';
const context = {
  accountId: 'account',
  webhookUrl: '',
  publicUrl: 'https://sila.example',
  now: () => new Date(0),
  sign: (purpose: string, value: string) => `${purpose}:${value}`,
};
const connection = webChat.open(accountSettings.parse({ allowedOrigins: ['https://a.example'] }), context);

const letter: Outbound = {
  ...outboundTo({ kind: 'visitor', value: visitorId }),
  messageId: visitorId,
  conversationId: visitorId,
  text: 'حياك الله',
};

function parse(body: Buffer) {
  const request = { method: 'WIDGET', url: '', headers: {}, body };
  return connection.parse({
    key: 'k',
    accountRef: null,
    lane: visitorId,
    pointer: null,
    request,
    receivedAt: new Date(0),
  });
}

describe('web-chat settings', () => {
  it.each([
    'https://a.example/path',
    'a.example',
    'ftp://a.example',
    'https://a.example?x',
    'https://u@a.example',
    '*',
    'null',
  ])('refuse %s as a website', (origin) => {
    expect(accountSettings.safeParse({ allowedOrigins: [origin] }).success).toBe(false);
  });

  it('give origins as browsers state them', () => {
    const settings = accountSettings.parse({
      allowedOrigins: ['https://Charity.Example/', 'http://localhost:80'],
    });
    expect(allowedOrigins(settings)).toEqual(['https://charity.example', 'http://localhost']);
  });

  it('refuse a colour that white text can not be read on', () => {
    const withColour = (colour: string) =>
      accountSettings.safeParse({ allowedOrigins: ['https://a.example'], colour });
    expect(withColour('#0b6b63').success).toBe(true);
    expect(withColour('#767676').success).toBe(true);
    expect(withColour('#777777').success).toBe(false);
    expect(withColour('teal').success).toBe(false);
  });

  it('measure contrast as WCAG does', () => {
    expect(contrastWithWhite('#000000')).toBeCloseTo(21);
    expect(contrastWithWhite('#ffffff')).toBeCloseTo(1);
    expect(contrastWithWhite('#0b6b63')).toBeCloseTo(6.4, 1);
  });
});

describe('web-chat requests', () => {
  it('say one thing for each message that was read, once', () => {
    const ids = ['0192f0a1-7c00-7000-8000-0000000000b1', '0192f0a1-7c00-7000-8000-0000000000b2'];
    const request: VisitorRequest = {
      type: 'receipts',
      visitorId,
      messageIds: [...ids, ...ids.slice(0, 1)],
      status: 'read',
    };
    expect(eventsOf(request).map((event) => [event.key, event.pointer])).toEqual(
      ids.map((id) => [`r:${visitorId}:${id}:read`, id]),
    );
  });

  it('keep bytes that look like lines apart from the words', () => {
    const bytes = Buffer.from('\n{"type":"x"}\n\n');
    const request: VisitorRequest = {
      type: 'message',
      visitorId,
      clientId: visitorId,
      text: 'سطر\nوسطر',
      files: [{ fileName: 'a', mediaType: 'b/c', size: bytes.length }],
    };
    const { head, rest } = split(storedRequest(request, [bytes]).body);
    expect(head).toEqual(request);
    expect(rest.equals(bytes)).toBe(true);
  });

  it('are refused as a whole when bytes are missing', async () => {
    const request: VisitorRequest = {
      type: 'message',
      visitorId,
      clientId: visitorId,
      text: '',
      files: [{ fileName: 'a', mediaType: 'b/c', size: 4 }],
    };
    await expect(parse(storedRequest(request, [Buffer.from('abc')]).body)).rejects.toThrow('4 bytes');
  });

  it.each(['', 'null', '{}', '{"type":"message"}', '[1]', 'x'.repeat(100)])(
    'are refused when they are %j',
    async (text) => {
      await expect(parse(Buffer.from(text))).rejects.toThrow();
    },
  );

  it('hands an answer over by leaving it where the browser reads it', async () => {
    await expect(connection.send(letter)).resolves.toEqual({ providerId: null, status: 'sent' });
  });
});

import { describe, expect, it } from '@jest/globals';
import { ChannelError, type Outbound } from '../channel.js';
import { asked } from '../fixture.server.js';
import { OUTBOUND, sendTo } from './fixtures/failures.js';
import { MESSAGE_ID, OWN_ADDRESS, PROVIDER_ID, SETTINGS } from './fixtures/report.request.js';

const taken = (success: unknown, Status: string) => ({
  status: 200,
  body: JSON.stringify({
    success,
    message: '',
    errorCode: 'ER-00',
    data: { MessageID: Number(PROVIDER_ID), Status, CorrelationID: MESSAGE_ID },
  }),
});

describe('sending through Unifonic', () => {
  it('posts a form with the number in digits, our id, and an address that only we can make', async () => {
    const { result, request } = await asked(taken(true, 'Queued'), (url) => sendTo(url));
    expect(result).toEqual({ providerId: PROVIDER_ID, status: 'accepted' });
    expect(request).toMatchObject({ method: 'POST', path: '/rest/SMS/messages' });
    expect(Object.fromEntries(new URLSearchParams(request.body))).toEqual({
      AppSid: SETTINGS.appSid,
      SenderID: 'Orphans',
      Recipient: '966500000005',
      Body: OUTBOUND.text,
      MessageType: '3',
      responseType: 'JSON',
      CorrelationID: OUTBOUND.messageId,
      statusCallback: OWN_ADDRESS,
    });
  });

  it('takes both spellings of success', async () => {
    const { result } = await asked(taken('true', 'Sent'), (url) => sendTo(url));
    expect(result).toEqual({ providerId: PROVIDER_ID, status: 'sent' });
  });

  it('obeys Retry-After', async () => {
    const busy = { status: 429, body: '', headers: { 'retry-after': '30' } };
    const error = await asked(busy, (url) => sendTo(url)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'retry', retryAfterMs: 30_000 });
  });

  it('refuses what SMS would drop without a word', async () => {
    const file = {
      fileName: 'a',
      mediaType: 'image/png',
      size: 1,
      url: '',
      open: () => Promise.reject(new Error()),
    };
    const codes = await Promise.all([
      codeOf({ ...OUTBOUND, text: '' }),
      codeOf({ ...OUTBOUND, text: 'ا'.repeat(671) }),
      codeOf({ ...OUTBOUND, attachments: [file] }),
      codeOf({ ...OUTBOUND, to: { kind: 'email', value: 'a@b.c' } }),
    ]);
    expect(codes).toEqual(['empty', 'too-long', 'files', 'address']);
  });
});

async function codeOf(message: Outbound): Promise<unknown> {
  const error = await sendTo('http://127.0.0.1:9', message).catch((thrown: unknown) => thrown);
  return error instanceof ChannelError && error.kind === 'permanent' ? error.code : error;
}

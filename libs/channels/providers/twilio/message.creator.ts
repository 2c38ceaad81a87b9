import type { MessageListInstanceCreateOptions } from 'twilio/lib/rest/api/v2010/account/message.js';
import { ChannelError, type Accepted } from '../../channel.js';
import type { ApiClient } from './api.client.js';
import { statusOf } from './receipt.parse.js';

/** Most characters of one message. Source: twilio.com/docs/messaging/api/message-resource, `Body`. */
export const LONGEST_TEXT = 1_600;

/** Creates a message at Twilio. Resolves when it was taken; it may still fail later, which comes as a report. */
export async function createMessage(
  api: ApiClient,
  options: MessageListInstanceCreateOptions,
): Promise<Accepted> {
  const twilio = await api.twilio();
  const { sid, status, errorCode } = await twilio.api.v2010.account.messages.create(options);
  const reported = statusOf(status);
  if (reported === 'failed')
    throw new ChannelError('permanent', String(errorCode ?? status), 'Twilio did not take the message');
  return {
    providerId: sid,
    status: reported === 'sent' || reported === 'delivered' ? reported : 'accepted',
  };
}

/** A refusal of ours, before Twilio was asked: it would drop something without a word. */
export function refused(code: string, message: string): ChannelError {
  return new ChannelError('permanent', code, message);
}

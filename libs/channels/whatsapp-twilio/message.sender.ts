import {
  ChannelError,
  type Accepted,
  type Address,
  type Outbound,
  type OutboundTemplate,
} from '../channel.js';
import type { MessageListInstanceCreateOptions } from 'twilio/lib/rest/api/v2010/account/message.js';
import { senderAddress, type AccountSettings } from './account.settings.js';
import type { ApiClient } from './api.client.js';
import { MESSAGE_ID_PARAMETER, statusOf } from './receipt.parse.js';

/** Most characters of one message. Source: twilio.com/docs/messaging/api/message-resource, `Body`. */
export const LONGEST_TEXT = 1_600;

/** Tells Twilio to call again, up to three times, whatever went wrong; by itself it would give up after one time-out. */
export const RETRY_FRAGMENT = '#rc=3&rp=all';

/** Hands messages over to Twilio. */
export class MessageSender {
  constructor(
    private readonly settings: AccountSettings,
    private readonly webhookUrl: string,
    private readonly api: ApiClient,
  ) {}

  /** Resolves when Twilio took the message. It may still fail later: that comes as a report. */
  async send(message: Outbound): Promise<Accepted> {
    const options = this.optionsFor(message);
    const twilio = await this.api.twilio();
    const { sid, status, errorCode } = await twilio.api.v2010.account.messages.create(options);
    const reported = statusOf(status);
    if (reported === 'failed')
      throw new ChannelError('permanent', String(errorCode ?? status), 'Twilio did not take the message');
    return {
      providerId: sid,
      status: reported === 'sent' || reported === 'delivered' ? reported : 'accepted',
    };
  }

  private optionsFor(message: Outbound): MessageListInstanceCreateOptions {
    return {
      to: recipientAddress(message.to),
      ...this.from(),
      ...(message.template ? templateOptions(message.template) : contentOptions(message)),
      statusCallback: statusCallbackFor(this.webhookUrl, message.messageId),
    };
  }

  private from(): { from: string } | { messagingServiceSid: string } {
    const sender = senderAddress(this.settings);
    return sender === null ? { messagingServiceSid: this.settings.sender } : { from: sender };
  }
}

/** Where Twilio reports on this message: our own id is in the query, so a report finds it before its SID is known. */
function statusCallbackFor(webhookUrl: string, messageId: string): string {
  return `${webhookUrl}?${MESSAGE_ID_PARAMETER}=${encodeURIComponent(messageId)}${RETRY_FRAGMENT}`;
}

/** `whatsapp:` and a number or a business-scoped id. */
export function recipientAddress(to: Address): string {
  if (to.kind === 'phone' || to.kind === 'bsuid' || to.kind === 'parent-bsuid') return `whatsapp:${to.value}`;
  throw new ChannelError('permanent', 'address', `WhatsApp can't reach an address of kind ${to.kind}`);
}

function templateOptions(template: OutboundTemplate): { contentSid: string; contentVariables?: string } {
  const variables = Object.keys(template.variables).length > 0;
  return {
    contentSid: template.id,
    ...(variables ? { contentVariables: JSON.stringify(template.variables) } : {}),
  };
}

function contentOptions(message: Outbound): { body?: string; mediaUrl?: string[] } {
  refuseWhatIsNotCarried(message);
  const mediaUrl = message.attachments.map((attachment) => attachment.url);
  return {
    ...(message.text === '' ? {} : { body: message.text }),
    ...(mediaUrl.length > 0 ? { mediaUrl } : {}),
  };
}

/**
 * WhatsApp takes one file a message and would drop the others without a word; beside a file other than a picture or a
 * film it would drop the text. Source: twilio.com/docs/whatsapp/guidance-whatsapp-media-messages.
 */
function refuseWhatIsNotCarried({ text, attachments }: Outbound): void {
  const [file, ...others] = attachments;
  if (text === '' && !file) throw refused('empty', 'the message is empty');
  if (text.length > LONGEST_TEXT) throw refused('too-long', `WhatsApp takes ${LONGEST_TEXT} characters`);
  if (others.length > 0) throw refused('one-file', 'WhatsApp takes one file in a message');
  if (file && text !== '' && !/^(image|video)\//.test(file.mediaType))
    throw refused('caption', 'WhatsApp shows no text beside this kind of file: send the text by itself');
}

function refused(code: string, message: string): ChannelError {
  return new ChannelError('permanent', code, message);
}

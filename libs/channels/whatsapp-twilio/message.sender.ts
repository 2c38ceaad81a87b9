import type { MessageListInstanceCreateOptions } from 'twilio/lib/rest/api/v2010/account/message.js';
import type { Accepted, Address, Outbound, OutboundTemplate } from '../channel.js';
import type { ApiClient } from '../providers/twilio/api.client.js';
import { createMessage, LONGEST_TEXT, refused } from '../providers/twilio/message.creator.js';
import { statusCallbackFor } from '../providers/twilio/receipt.parse.js';
import { senderOf, type AccountSettings } from './account.settings.js';

/** Hands messages over to Twilio. */
export class MessageSender {
  constructor(
    private readonly settings: AccountSettings,
    private readonly webhookUrl: string,
    private readonly api: ApiClient,
  ) {}

  /** Resolves when Twilio took the message. It may still fail later: that comes as a report. */
  async send(message: Outbound): Promise<Accepted> {
    return await createMessage(this.api, this.optionsFor(message));
  }

  private optionsFor(message: Outbound): MessageListInstanceCreateOptions {
    return {
      to: recipientAddress(message.to),
      ...senderOf(this.settings),
      ...(message.template ? templateOptions(message.template) : contentOptions(message)),
      statusCallback: statusCallbackFor(this.webhookUrl, message.messageId),
    };
  }
}

/** `whatsapp:` and a number or a business-scoped id. */
export function recipientAddress(to: Address): string {
  if (to.kind === 'phone' || to.kind === 'bsuid' || to.kind === 'parent-bsuid') return `whatsapp:${to.value}`;
  throw refused('address', `WhatsApp can't reach an address of kind ${to.kind}`);
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

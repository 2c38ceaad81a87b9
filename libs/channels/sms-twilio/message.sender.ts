import type { MessageListInstanceCreateOptions } from 'twilio/lib/rest/api/v2010/account/message.js';
import type { Accepted, Address, Outbound } from '../channel.js';
import type { ApiClient } from '../providers/twilio/api.client.js';
import { createMessage, LONGEST_TEXT, refused } from '../providers/twilio/message.creator.js';
import { statusCallbackFor } from '../providers/twilio/receipt.parse.js';
import { senderOf, type AccountSettings } from './account.settings.js';

/** Most files of one MMS. Source: twilio.com/docs/messaging/api/message-resource, `MediaUrl`. */
export const MOST_FILES = 10;

/** Hands messages over to Twilio. */
export class MessageSender {
  constructor(
    private readonly settings: AccountSettings,
    private readonly webhookUrl: string,
    private readonly api: ApiClient,
  ) {}

  /** Resolves when Twilio took the message. It may still fail later: that comes as a report. */
  async send(message: Outbound): Promise<Accepted> {
    refuseWhatIsNotCarried(message, this.settings.pictures);
    return await createMessage(this.api, this.optionsFor(message));
  }

  private optionsFor({ to, text, attachments, messageId }: Outbound): MessageListInstanceCreateOptions {
    const mediaUrl = attachments.map((attachment) => attachment.url);
    return {
      to: recipientAddress(to),
      ...senderOf(this.settings),
      ...(text === '' ? {} : { body: text }),
      ...(mediaUrl.length > 0 ? { mediaUrl } : {}),
      statusCallback: statusCallbackFor(this.webhookUrl, messageId),
    };
  }
}

export function recipientAddress(to: Address): string {
  if (to.kind === 'phone') return to.value;
  throw refused('address', `SMS can't reach an address of kind ${to.kind}`);
}

function refuseWhatIsNotCarried({ text, attachments, template }: Outbound, pictures: boolean): void {
  if (template) throw refused('template', 'SMS knows no templates');
  if (text === '' && attachments.length === 0) throw refused('empty', 'the message is empty');
  if (text.length > LONGEST_TEXT) throw refused('too-long', `Twilio takes ${LONGEST_TEXT} characters`);
  if (attachments.length > 0 && !pictures) throw refused('files', 'this sender carries no files');
  if (attachments.length > MOST_FILES) throw refused('files', `an MMS carries ${MOST_FILES} files`);
}

import type { MessageInstance, MessagePage } from 'twilio/lib/rest/api/v2010/account/message.js';
import type { Json, RawRequest } from '../../channel.js';
import type { Listed, MissedEvent } from '../../upkeep.js';
import type { TwilioAccount, TwilioSender } from './account.settings.js';
import type { ApiClient } from './api.client.js';
import { statusOf } from './receipt.parse.js';
import { eventsOf } from './webhook.events.js';

const PAGE_SIZE = 200;

/** Which messages are listed: those to us, those from us. */
type Ends = { readonly to?: string; readonly from?: string };
type Place = { readonly way: number; readonly url: string | null };
type Fields = Readonly<Record<string, string>>;

/**
 * What Twilio lists of one sender: messages that came in, and how far those are that went out, each as the webhook that Twilio
 * should have made. Twilio filters by the time of sending; the list keeps no names and no places.
 */
export class ListedMessages {
  private readonly ways: readonly Ends[];

  constructor(
    private readonly account: TwilioAccount,
    private readonly sender: TwilioSender,
    private readonly api: ApiClient,
  ) {
    this.ways = 'from' in sender ? [{ to: sender.from }, { from: sender.from }] : [{}];
  }

  /** One page; `next` is what the page before gave. */
  async page(since: Date, next: Json): Promise<Listed> {
    const place = (next ?? { way: 0, url: null }) as Place;
    const page = await this.read(since, place);
    const items = page.instances.filter((each) => this.isOurs(each)).flatMap((each) => this.itemOf(each));
    return { kind: 'listed', items, next: this.after(place, page) };
  }

  private async read(since: Date, { way, url }: Place): Promise<MessagePage> {
    const { messages } = (await this.api.twilio()).api.v2010.account;
    if (url !== null) return messages.getPage(url);
    return messages.page({ ...this.ways[way], dateSentAfter: since, pageSize: PAGE_SIZE });
  }

  private after({ way }: Place, { nextPageUrl }: MessagePage): Place | null {
    if (nextPageUrl) return { way, url: nextPageUrl };
    return way + 1 < this.ways.length ? { way: way + 1, url: null } : null;
  }

  /** A messaging service has no list of its own. */
  private isOurs({ messagingServiceSid }: MessageInstance): boolean {
    return 'from' in this.sender || messagingServiceSid === this.sender.messagingServiceSid;
  }

  private itemOf(message: MessageInstance): MissedEvent[] {
    const fields = fieldsOf(message);
    const [event] = fields ? eventsOf(requestWith(fields)) : [];
    if (!fields || !event) return [];
    const at = message.dateSent ?? message.dateCreated;
    return [{ event, at, request: async () => requestWith({ ...fields, ...(await this.mediaOf(message)) }) }];
  }

  /** Addresses of the files as the webhook names them; the list says only how many there are. */
  private async mediaOf({ sid, direction, numMedia }: MessageInstance): Promise<Fields> {
    if (direction !== 'inbound' || Number(numMedia) === 0) return {};
    const { messages } = (await this.api.twilio()).api.v2010.account;
    const files = await messages(sid).media.list();
    const { apiBaseUrl, accountSid } = this.account;
    const base = `${apiBaseUrl.replace(/\/$/, '')}/2010-04-01/Accounts/${accountSid}/Messages/${sid}/Media`;
    return Object.fromEntries(
      files.flatMap((file, index) => [
        [`MediaUrl${index}`, `${base}/${file.sid}`],
        [`MediaContentType${index}`, file.contentType],
      ]),
    );
  }
}

/** The form of the webhook; null for a message of ours that has not gone anywhere yet. */
function fieldsOf(message: MessageInstance): Fields | null {
  const ends = {
    AccountSid: message.accountSid,
    From: message.from,
    To: message.to,
    MessageSid: message.sid,
  };
  if (message.direction === 'inbound') return { ...ends, ...wordsOf(message) };
  if (statusOf(message.status) === 'accepted' || statusOf(message.status) === null) return null;
  const { errorCode, errorMessage } = message;
  return {
    ...ends,
    MessageStatus: message.status,
    ...(errorCode ? { ErrorCode: String(errorCode), ErrorMessage: errorMessage ?? '' } : {}),
  };
}

/** `DateSent` stands in no webhook: of what comes late it is the only time. */
function wordsOf({ body, numMedia, dateSent, messagingServiceSid }: MessageInstance): Fields {
  return {
    SmsStatus: 'received',
    Body: body ?? '',
    NumMedia: numMedia,
    ...(dateSent ? { DateSent: dateSent.toISOString() } : {}),
    ...(messagingServiceSid ? { MessagingServiceSid: messagingServiceSid } : {}),
  };
}

function requestWith(fields: Fields): RawRequest {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', url: '', headers, body: Buffer.from(new URLSearchParams(fields).toString()) };
}

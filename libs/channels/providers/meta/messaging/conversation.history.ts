import type { Json, RawRequest } from '../../../channel.js';
import type { Listed, MissedEvent } from '../../../upkeep.js';
import type { GraphClient } from '../graph.client.js';
import { asFields, fieldsAt, listAt, textAt, type Fields } from '../payload.fields.js';
import type { MessagingProduct, MessagingSettings } from './account.settings.js';
import { addressOf } from './media.fetcher.js';
import { eventsOf } from './webhook.events.js';

const MESSAGE = 'id,created_time,from,to,message,attachments';
const MESSAGES_AT_ONCE = 20;
const CONVERSATIONS_AT_ONCE = 25;

/**
 * What Meta keeps of the talks of a page or account (Graph, "Conversations"), newest first, each message as the webhook that Meta
 * should have made. Of reactions, edits, reports and quotes it keeps nothing; of an Instagram talk the last 20 messages.
 */
export class ConversationHistory {
  constructor(
    private readonly settings: MessagingSettings,
    private readonly product: MessagingProduct,
    private readonly graph: GraphClient,
  ) {}

  /** One call: `next` holds the addresses that are still to be read. */
  async page(from: Date, next: Json): Promise<Listed> {
    // Graph tells time in seconds.
    const since = new Date(Math.floor(from.getTime() / 1_000) * 1_000);
    const [path = '', ...later] = (next as readonly string[] | null) ?? [this.talks(null)];
    const answer = await this.graph.get(path);
    const talks = path.includes('/conversations?') ? listAt(answer, 'data') : null;
    const messages = talks?.flatMap((talk) => listAt(fieldsAt(talk, 'messages'), 'data'));
    const deeper = talks
      ? talks.flatMap((talk) => this.deeper(textAt(talk, 'id') ?? '', fieldsAt(talk, 'messages'), since))
      : this.deeper(path.split('/')[0] ?? '', answer, since);
    const further = talks ? this.further(answer, since) : [];
    const items = (messages ?? listAt(answer, 'data')).flatMap((message) => this.itemOf(message, since));
    const paths = [...later, ...deeper, ...further];
    return { kind: 'listed', items, next: paths.length > 0 ? paths : null };
  }

  private talks(after: string | null): string {
    const messages = `messages.limit(${MESSAGES_AT_ONCE}){${MESSAGE}}`;
    const query = new URLSearchParams({
      platform: this.product.app,
      fields: `id,updated_time,${messages}`,
      limit: String(CONVERSATIONS_AT_ONCE),
      ...(after === null ? {} : { after }),
    });
    return `${this.settings.ownId}/conversations?${query.toString()}`;
  }

  /** The next page of talks, when the last one of this page still moved since then. */
  private further(answer: Fields, since: Date): string[] {
    const last = listAt(answer, 'data').at(-1);
    const after = cursorIn(answer);
    return after !== null && isSince(last, 'updated_time', since) ? [this.talks(after)] : [];
  }

  /** Earlier messages of a talk, when even the oldest of those shown is younger. */
  private deeper(talkId: string, messages: Fields, since: Date): string[] {
    const oldest = listAt(messages, 'data').at(-1);
    const after = cursorIn(messages);
    if (after === null || !isSince(oldest, 'created_time', since)) return [];
    const query = new URLSearchParams({ fields: MESSAGE, limit: String(MESSAGES_AT_ONCE), after });
    return [`${talkId}/messages?${query.toString()}`];
  }

  private itemOf(message: Fields, since: Date): MissedEvent[] {
    const at = timeIn(message, 'created_time');
    if (at === null || at < since) return [];
    const request = this.requestOf(message, at);
    const [event] = eventsOf(request);
    return event ? [{ event, at, request: async () => request }] : [];
  }

  private requestOf(message: Fields, at: Date): RawRequest {
    const { ownId } = this.settings;
    const sender = textAt(fieldsAt(message, 'from'), 'id');
    const [recipient] = listAt(fieldsAt(message, 'to'), 'data');
    const told = {
      sender: { id: sender },
      recipient: { id: recipient ? textAt(recipient, 'id') : ownId },
      timestamp: at.getTime(),
      message: {
        mid: textAt(message, 'id'),
        ...(sender === ownId ? { is_echo: true } : {}),
        ...contentOf(message),
      },
    };
    const entry = [{ id: ownId, time: at.getTime(), messaging: [told] }];
    const body = Buffer.from(JSON.stringify({ object: 'conversations', entry }));
    return { method: 'POST', url: '', headers: { 'content-type': 'application/json' }, body };
  }
}

function contentOf(message: Fields): Fields {
  const text = textAt(message, 'message');
  const attachments = listAt(fieldsAt(message, 'attachments'), 'data').flatMap(attachmentOf);
  return { ...(text === null ? {} : { text }), ...(attachments.length > 0 ? { attachments } : {}) };
}

function attachmentOf(file: Fields): Fields[] {
  const top = (textAt(file, 'mime_type') ?? '').split('/', 1)[0] ?? '';
  const url = addressOf(file);
  const type = ['image', 'video', 'audio'].includes(top) ? top : 'file';
  return url === null ? [] : [{ type, payload: { url } }];
}

/** Meta's `paging.next` is an address with the token in it: only its cursor is taken. */
function cursorIn(list: Fields): string | null {
  const paging = fieldsAt(list, 'paging');
  return textAt(paging, 'next') === null ? null : textAt(fieldsAt(paging, 'cursors'), 'after');
}

function isSince(item: Fields | undefined, name: string, since: Date): boolean {
  const at = timeIn(asFields(item) ?? {}, name);
  return at !== null && at >= since;
}

/** Graph writes `2026-11-22T06:15:03+0000`. */
function timeIn(fields: Fields, name: string): Date | null {
  const at = new Date((textAt(fields, name) ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(at.getTime()) ? null : at;
}

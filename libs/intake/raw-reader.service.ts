import { Inject, Injectable } from '@nestjs/common';
import type { Json, StoredEvent } from '@sila/channels';
import { bytesOf, FILE_STORE, type FileStore, Keys } from '@sila/platform';
import type { PendingEvent } from './event.queries.js';

/** Requests whose bytes are kept at hand: one may hold a thousand events, each worked in a lane of its own. */
const AT_HAND = 4;

/** Gives back the raw bytes that intake stored. */
@Injectable()
export class RawReader {
  private readonly atHand = new Map<string, Promise<Buffer>>();

  constructor(
    private readonly keys: Keys,
    @Inject(FILE_STORE) private readonly files: FileStore,
  ) {}

  /** The event as its provider sent it; throws when the bytes were purged or can't be read. */
  async read(event: PendingEvent): Promise<StoredEvent> {
    const envelope = this.keys.decrypt(event.envelope, `inbound_request|envelope|${event.requestId}`);
    const { url, headers } = JSON.parse(envelope.toString()) as {
      url: string;
      headers: Record<string, string>;
    };
    return {
      key: event.eventKey,
      accountRef: null,
      lane: event.address,
      pointer: event.pointer as Json,
      receivedAt: event.receivedAt,
      request: { method: event.method, url, headers, body: await this.body(event) },
    };
  }

  private async body(event: PendingEvent): Promise<Buffer> {
    const known = this.atHand.get(event.requestId);
    if (known) return known;
    const reading = this.readBody(event);
    this.atHand.set(event.requestId, reading);
    reading.catch(() => this.atHand.delete(event.requestId));
    const [oldest] = this.atHand.keys();
    if (oldest !== undefined && this.atHand.size > AT_HAND) this.atHand.delete(oldest);
    return reading;
  }

  private async readBody(event: PendingEvent): Promise<Buffer> {
    const context = `inbound_request|body|${event.requestId}`;
    if (event.body) return this.keys.decrypt(event.body, context);
    if (!event.storageKey) throw new Error('the raw bytes were purged');
    return this.keys.decrypt(await bytesOf(this.files, event.storageKey), context);
  }
}

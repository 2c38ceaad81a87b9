import { ChannelError, type ChannelContext, type Json, type Media } from '../../../channel.js';
import { MetaFiles } from '../file.hosts.js';
import type { GraphClient } from '../graph.client.js';
import { asFields, fieldsAt, listAt, numberAt, textAt, type Fields } from '../payload.fields.js';
import type { MessagingSettings } from './account.settings.js';

/** Largest file that Messenger or Instagram carries, in bytes. */
export const LARGEST_FILE = 25 * 1024 * 1024;

/** Fetches the files of messages that came in: their addresses are signed and end after a while, then a fresh one is asked for. */
export class MediaFetcher {
  private readonly files: MetaFiles;

  constructor(
    settings: MessagingSettings,
    context: Pick<ChannelContext, 'now'>,
    private readonly graph: GraphClient,
  ) {
    this.files = new MetaFiles(settings.apiBaseUrl, LARGEST_FILE, context);
  }

  async fetch(ref: Json): Promise<Media> {
    const known = asFields(ref) ?? {};
    try {
      return await this.files.open(textAt(known, 'url') ?? '');
    } catch (error) {
      if (!isGone(error)) throw error;
      const fresh = await this.freshAddress(known);
      if (fresh === null) throw error;
      return this.files.open(fresh);
    }
  }

  private async freshAddress(known: Fields): Promise<string | null> {
    const mid = textAt(known, 'mid');
    if (mid === null) return null;
    const message = await this.graph.get(`${encodeURIComponent(mid)}?fields=attachments`);
    const file = listAt(fieldsAt(message, 'attachments'), 'data')[numberAt(known, 'index') ?? 0] ?? {};
    return addressOf(file);
  }
}

/** Where the bytes of a file are, as Graph lists it. */
export function addressOf(file: Fields): string | null {
  return (
    textAt(fieldsAt(file, 'image_data'), 'url') ??
    textAt(fieldsAt(file, 'video_data'), 'url') ??
    textAt(file, 'file_url')
  );
}

function isGone(error: unknown): boolean {
  return error instanceof ChannelError && /^http-4(0[134]|10)$/.test(error.code);
}

import { ChannelError, type ChannelContext, type Json, type Media } from '../channel.js';
import type { GraphClient } from '../providers/meta/graph.client.js';
import { MetaFiles } from '../providers/meta/file.hosts.js';
import { asFields, textAt } from '../providers/meta/payload.fields.js';
import type { AccountSettings } from './account.settings.js';
import { LARGEST_FILE } from './media.kind.js';

/** Fetches the files of messages that came in: an id is good for a week, the address it leads to for five minutes. */
export class MediaFetcher {
  private readonly files: MetaFiles;

  constructor(
    private readonly settings: AccountSettings,
    context: Pick<ChannelContext, 'now'>,
    private readonly graph: GraphClient,
  ) {
    this.files = new MetaFiles(settings.apiBaseUrl, LARGEST_FILE, context);
  }

  /** Asks for a fresh address and opens it, with the token that WhatsApp's files need. */
  async fetch(ref: Json): Promise<Media> {
    const id = textAt(asFields(ref) ?? {}, 'id');
    if (id === null || !/^[\w-]+$/.test(id))
      throw new ChannelError('permanent', 'no-id', 'the file has no id');
    const found = await this.graph.get(`${id}?phone_number_id=${this.settings.phoneNumberId}`);
    const address = textAt(found, 'url');
    if (address === null)
      throw new ChannelError('retry', 'no-address', 'WhatsApp gave no address for a file');
    const media = await this.files.open(address, { authorization: `Bearer ${this.settings.accessToken}` });
    return { ...media, mediaType: textAt(found, 'mime_type') ?? media.mediaType };
  }
}

import { ChannelError, type Accepted, type Outbound, type OutboundAttachment } from '../../../channel.js';
import type { GraphClient } from '../graph.client.js';
import { textAt, type Fields } from '../payload.fields.js';
import type { MessagingProduct, MessagingSettings } from './account.settings.js';

/** Hands messages over to Messenger or Instagram. */
export class MessageSender {
  constructor(
    private readonly settings: MessagingSettings,
    private readonly product: MessagingProduct,
    private readonly graph: GraphClient,
  ) {}

  /**
   * Resolves when Meta took the message. Later than a day after the person's last message it is taken only from a person of ours,
   * and only with the tag for that: Meta itself says when that is so.
   */
  async send(message: Outbound): Promise<Accepted> {
    const body = { recipient: this.recipientOf(message), message: this.contentOf(message) };
    try {
      return takenBy(await this.post({ ...body, messaging_type: 'RESPONSE' }));
    } catch (error) {
      if (!this.mayTag(message, error)) throw error;
      return takenBy(await this.post({ ...body, messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }));
    }
  }

  private post(body: object): Promise<Fields> {
    return this.graph.post(`${this.settings.ownId}/messages`, body);
  }

  private mayTag({ automatic }: Outbound, error: unknown): boolean {
    const isClosed = error instanceof ChannelError && error.kind === 'needs-template';
    return isClosed && this.settings.humanAgent && !automatic;
  }

  private recipientOf({ to }: Outbound): { id: string } {
    if (to.kind !== this.product.identity)
      throw refused('address', `an address of kind ${to.kind} can't be reached here`);
    return { id: to.value };
  }

  private contentOf(message: Outbound): object {
    const [file, ...others] = message.attachments;
    if (message.template) throw refused('template', 'there are no templates here');
    if (others.length > 0) throw refused('one-file', 'one file goes in a message');
    if (file && message.text !== '') throw refused('caption', 'no text goes beside a file');
    if (!file && message.text === '') throw refused('empty', 'the message is empty');
    if (message.text.length > this.product.longestText)
      throw refused('too-long', `at most ${this.product.longestText} characters are taken`);
    const ours = this.product.carriesMetadata ? { metadata: message.messageId } : {};
    return { ...(file ? { attachment: attachmentOf(file) } : { text: message.text }), ...ours };
  }
}

/** Meta fetches the file by its signed link while the call waits. */
function attachmentOf({ mediaType, url }: OutboundAttachment): object {
  const top = mediaType.split('/', 1)[0] ?? '';
  const type = ['image', 'video', 'audio'].includes(top) ? top : 'file';
  return { type, payload: { url } };
}

function takenBy(answer: Fields): Accepted {
  const providerId = textAt(answer, 'message_id');
  if (providerId === null)
    throw new ChannelError('unknown-outcome', 'no-id', 'Meta gave no id for the message');
  return { providerId, status: 'accepted' };
}

function refused(code: string, words: string): ChannelError {
  return new ChannelError('permanent', code, words);
}

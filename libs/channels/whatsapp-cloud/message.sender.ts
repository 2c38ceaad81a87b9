import {
  ChannelError,
  type Accepted,
  type Address,
  type Outbound,
  type OutboundAttachment,
} from '../channel.js';
import { fieldsAt, listAt, textAt, type Fields } from '../providers/meta/payload.fields.js';
import type { GraphClient } from '../providers/meta/graph.client.js';
import { templateId, type AccountSettings } from './account.settings.js';
import { LONGEST_CAPTION, mediaKindOf, type MediaKind } from './media.kind.js';

/** Most characters of one message. Source: Meta, "Text messages". */
export const LONGEST_TEXT = 4_096;

/** Hands messages over to WhatsApp. */
export class MessageSender {
  constructor(
    private readonly settings: AccountSettings,
    private readonly graph: GraphClient,
  ) {}

  /** Resolves when WhatsApp took the message. It may still fail later: that comes as a report. */
  async send(message: Outbound): Promise<Accepted> {
    const content = await this.contentOf(message);
    const answer = await this.graph.post(`${this.settings.phoneNumberId}/messages`, {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      ...recipientOf(message.to),
      ...content,
      // Comes back in every report, so that a report finds its message before anybody knows WhatsApp's id of it.
      biz_opaque_callback_data: message.messageId,
    });
    return { providerId: takenId(answer), status: 'accepted' };
  }

  private async contentOf(message: Outbound): Promise<object> {
    if (message.template) return this.templateContent(message.template);
    const [file, ...others] = message.attachments;
    if (others.length > 0) throw refused('one-file', 'WhatsApp takes one file in a message');
    if (file) return this.fileContent(file, message.text);
    if (message.text === '') throw refused('empty', 'the message is empty');
    if (message.text.length > LONGEST_TEXT)
      throw refused('too-long', `WhatsApp takes ${LONGEST_TEXT} characters`);
    return { type: 'text', text: { body: message.text, preview_url: false } };
  }

  private async fileContent(file: OutboundAttachment, text: string): Promise<object> {
    const kind = mediaKindOf(file);
    if (text !== '' && kind === 'audio') throw refused('caption', 'WhatsApp shows no text beside sound');
    if (text.length > LONGEST_CAPTION)
      throw refused('too-long', `WhatsApp takes ${LONGEST_CAPTION} characters beside a file`);
    const id = await this.upload(file);
    return { type: kind, [kind]: { id, ...namedAs(kind, file), ...(text === '' ? {} : { caption: text }) } };
  }

  private async upload(file: OutboundAttachment): Promise<string> {
    const fields = { messaging_product: 'whatsapp', type: file.mediaType };
    const answer = await this.graph.upload(`${this.settings.phoneNumberId}/media`, fields, file);
    const id = textAt(answer, 'id');
    if (id === null) throw new ChannelError('retry', 'no-media-id', 'WhatsApp gave no id for a file');
    return id;
  }

  /** The words are Meta's, by name and language; we send what goes into the placeholders. */
  private templateContent({ id, variables }: NonNullable<Outbound['template']>): object {
    const known = this.settings.templates.find((each) => templateId(each) === id);
    if (!known) throw refused('template', 'this template is not among the settings of the account');
    const parameters = known.variables.map((name) => ({
      type: 'text',
      ...(/^\d+$/.test(name) ? {} : { parameter_name: name }),
      text: variables[name] ?? '',
    }));
    const components = parameters.length > 0 ? { components: [{ type: 'body', parameters }] } : {};
    return {
      type: 'template',
      template: {
        name: known.name,
        language: { policy: 'deterministic', code: known.language },
        ...components,
      },
    };
  }
}

/**
 * A number goes into `to` with its plus sign, or Meta may put our own country before it. An id scoped to the business goes
 * into `recipient`: in `to` it would be taken and silently dropped.
 */
function recipientOf({ kind, value }: Address): { to: string } | { recipient: string } {
  if (kind === 'phone') return { to: value };
  if (kind === 'bsuid' || kind === 'parent-bsuid') return { recipient: value };
  throw refused('address', `WhatsApp can't reach an address of kind ${kind}`);
}

function namedAs(kind: MediaKind, file: OutboundAttachment): object {
  return kind === 'document' ? { filename: file.fileName } : {};
}

function takenId(answer: Fields): string {
  const [message = {}] = listAt(answer, 'messages');
  const id = textAt(message, 'id') ?? textAt(fieldsAt(answer, 'message'), 'id');
  if (id === null) throw new ChannelError('unknown-outcome', 'no-id', 'WhatsApp gave no id for the message');
  return id;
}

function refused(code: string, words: string): ChannelError {
  return new ChannelError('permanent', code, words);
}

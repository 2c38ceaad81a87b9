import { z } from 'zod';
import { ChannelError, type Accepted, type Outbound, type OutboundAttachment } from '../channel.js';
import type { ApiClient, Parameters } from './api.client.js';
import { chatOf, providerIdOf, type Chat } from './chat.address.js';

/** Most characters of a message, and of the text beside a file. Source: core.telegram.org/bots/api#sendmessage, #sendphoto. */
export const LONGEST_TEXT = 4_096;
export const LONGEST_CAPTION = 1_024;
/** Largest file a bot may send, and largest picture, in bytes. Source: core.telegram.org/bots/api#sending-files. */
export const LARGEST_SENT = 50_000_000;
const LARGEST_PHOTO = 10_000_000;

const sent = z.object({ message_id: z.int() });

/** A method that sends a file, and the parameter the file stands in. */
interface Carrier {
  readonly method: string;
  readonly field: string;
}

const DOCUMENT: Carrier = { method: 'sendDocument', field: 'document' };

/** Hands messages over to Telegram, which has no key against doubles: each call is made once. */
export class MessageSender {
  constructor(private readonly api: ApiClient) {}

  /** Resolves when Telegram has the message; it reports nothing further, neither delivered nor read. */
  async send(message: Outbound): Promise<Accepted> {
    const chat = chatOf(message.to);
    refuseWhatIsNotCarried(message);
    const [file] = message.attachments;
    const { message_id } = file
      ? await this.sendFile(chat, message.text, file)
      : await this.sendText(chat, message);
    return { providerId: providerIdOf(chat, message_id), status: 'sent' };
  }

  /** Without markup, so that signs in the text stay signs; without previews, for which Telegram would open our links. */
  private sendText(chat: Chat, { text }: Outbound): Promise<z.output<typeof sent>> {
    const parameters = { ...recipient(chat), text, link_preview_options: { is_disabled: true } };
    return this.api.call('sendMessage', parameters, sent);
  }

  /** A file that Telegram refuses as what it looks like (odd picture, voice notes unwanted) goes as a plain document. */
  private async sendFile(chat: Chat, text: string, file: OutboundAttachment): Promise<z.output<typeof sent>> {
    const parameters = { ...recipient(chat), caption: text === '' ? undefined : text };
    const carrier = carrierOf(file);
    try {
      return await this.upload(carrier, parameters, file);
    } catch (error) {
      if (carrier === DOCUMENT || !isAboutTheFile(error)) throw error;
      return await this.upload(DOCUMENT, parameters, file);
    }
  }

  private upload({ method, field }: Carrier, parameters: Parameters, attachment: OutboundAttachment) {
    return this.api.upload(method, parameters, { field, attachment }, sent);
  }
}

function recipient(chat: Chat): Parameters {
  return { business_connection_id: chat.businessConnectionId ?? undefined, chat_id: Number(chat.id) };
}

/** How a file is shown: as a picture, film or voice where Telegram plays this type, else as a document. */
function carrierOf({ mediaType, size }: OutboundAttachment): Carrier {
  const [type = ''] = mediaType.toLowerCase().split(';');
  if (/^image\/(jpeg|png|webp)$/.test(type) && size <= LARGEST_PHOTO)
    return { method: 'sendPhoto', field: 'photo' };
  if (type === 'video/mp4') return { method: 'sendVideo', field: 'video' };
  if (/^(audio|application)\/(ogg|opus)$/.test(type)) return { method: 'sendVoice', field: 'voice' };
  if (/^audio\/(mpeg|mp4|x-m4a)$/.test(type)) return { method: 'sendAudio', field: 'audio' };
  return DOCUMENT;
}

function isAboutTheFile(error: unknown): boolean {
  return error instanceof ChannelError && error.code === '400' && !error.deadAddress;
}

function refuseWhatIsNotCarried({ text, attachments, template }: Outbound): void {
  const [file, ...others] = attachments;
  if (template) throw refused('template', 'Telegram has no templates');
  if (text === '' && !file) throw refused('empty', 'the message is empty');
  if (others.length > 0) throw refused('one-file', 'a message of Telegram carries one file');
  const most = file ? LONGEST_CAPTION : LONGEST_TEXT;
  if (text.length > most) throw refused('too-long', `Telegram takes ${most} characters here`);
  if (file && file.size > LARGEST_SENT) throw refused('too-large', `Telegram takes ${LARGEST_SENT} bytes`);
}

function refused(code: string, message: string): ChannelError {
  return new ChannelError('permanent', code, message);
}

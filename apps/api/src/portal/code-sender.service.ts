import { Injectable } from '@nestjs/common';
import type { Outbound } from '@sila/channels';
import { ChannelDirectory, type OpenAccount } from '@sila/directory';
import type { ContactKey, Language } from '@sila/domain';
import { Log, newId } from '@sila/platform';

const SUBJECT: Readonly<Record<Language, string>> = {
  ar: 'رمز إكمال الطلب',
  en: 'Your code to go on with the form',
};
const TEXT: Readonly<Record<Language, (code: string) => string>> = {
  ar: (code) =>
    `رمزكم لإكمال الطلب: ${code}\n\nينتهي الرمز بعد 15 دقيقة ويُستخدم مرة واحدة. إن لم تطلبوه فتجاهلوا هذه الرسالة، ولا تعطوه أحدًا.`,
  en: (code) =>
    `Your code to go on with the form: ${code}\n\nIt ends after 15 minutes and works once. If you did not ask for it, ignore this message. Give it to nobody.`,
};

/** Sends one-time codes past the threads: they are stored nowhere, and who asks again gets another. */
@Injectable()
export class CodeSender {
  constructor(
    private readonly directory: ChannelDirectory,
    private readonly log: Log,
  ) {}

  /** True when some channel may write free text to this address first. */
  async canReach(address: ContactKey): Promise<boolean> {
    return (await this.accountFor(address)) !== null;
  }

  /** Never throws: what could not be sent is in the log, by its account. */
  async send(
    to: ContactKey,
    code: string,
    { id, language }: { readonly id: string; readonly language: Language },
  ): Promise<void> {
    const account = await this.accountFor(to);
    try {
      await account?.connection.send(messageOf(to, code, id, language));
    } catch (error) {
      this.log.fail('a code could not be sent', error, { account: account?.id });
    }
  }

  private async accountFor({ kind }: ContactKey): Promise<OpenAccount | null> {
    const accounts = await this.directory.enabled();
    const fits = accounts.find((account) => account.capabilities.window === null && account.begins(kind));
    return fits ?? null;
  }
}

function messageOf(to: ContactKey, code: string, id: string, language: Language): Outbound {
  return {
    messageId: newId(),
    conversationId: id,
    conversationNumber: 0,
    to,
    toName: null,
    text: TEXT[language](code),
    subject: SUBJECT[language],
    language,
    providerId: null,
    thread: [],
    template: null,
    attachments: [],
    automatic: true,
    author: null,
  };
}

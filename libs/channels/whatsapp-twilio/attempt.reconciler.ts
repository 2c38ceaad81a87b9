import type { Attempt, ChannelContext, Outbound, Reconciled } from '../channel.js';
import type { ApiClient } from '../providers/twilio/api.client.js';
import { SentMessages } from '../providers/twilio/sent.messages.js';
import { senderOf, type AccountSettings } from './account.settings.js';
import { recipientAddress } from './message.sender.js';

/** Finds out whether an attempt went out; a template is recognised by the words it has with its variables. */
export class AttemptReconciler {
  private readonly sent: SentMessages;

  constructor(
    private readonly settings: AccountSettings,
    context: Pick<ChannelContext, 'now'>,
    api: ApiClient,
  ) {
    this.sent = new SentMessages(context, api);
  }

  async reconcile(attempt: Attempt): Promise<Reconciled> {
    const { message } = attempt;
    return await this.sent.find(attempt, {
      sender: senderOf(this.settings),
      to: recipientAddress(message.to),
      words: this.wordsOf(message),
    });
  }

  /** The words Twilio lists for this message; null when a template is not among our settings. */
  private wordsOf({ text, template }: Outbound): string | null {
    if (template === null) return text;
    const known = this.settings.templates.find(({ id }) => id === template.id);
    return (
      known?.body.replace(/\{\{\s*([^{}\s]+)\s*\}\}/g, (_, name: string) => template.variables[name] ?? '') ??
      null
    );
  }
}

import type { MessageInstance } from 'twilio/lib/rest/api/v2010/account/message.js';
import type { Attempt, ChannelContext, Outbound, Reconciled } from '../channel.js';
import { senderAddress, type AccountSettings } from './account.settings.js';
import type { ApiClient } from './api.client.js';
import { recipientAddress } from './message.sender.js';
import { statusOf } from './receipt.parse.js';

/** Twilio's clock and ours may differ by this much. */
const CLOCK_SKEW_MS = 60_000;
/** After this long a message that Twilio took is surely listed. */
const SETTLED_AFTER_MS = 30_000;
const DAY_MS = 86_400_000;
const MOST_LISTED = 400;

/**
 * Finds out whether an attempt went out, by what Twilio lists for this recipient since then. Twilio's list does not
 * show our own id, so a message is recognised by its words and files; messages whose SIDs we know already are others.
 * Says "not sent" only when the list was complete and old enough; when two could be it, nobody knows.
 */
export class AttemptReconciler {
  constructor(
    private readonly settings: AccountSettings,
    private readonly context: Pick<ChannelContext, 'now'>,
    private readonly api: ApiClient,
  ) {}

  async reconcile(attempt: Attempt): Promise<Reconciled> {
    const words = this.wordsOf(attempt.message);
    if (words === null) return { outcome: 'unknown' };
    const listed = await this.listed(attempt);
    const found = listed.filter((message) => this.isAttempt(message, attempt, words));
    const [match, ...others] = found;
    if (match && others.length === 0)
      return { outcome: 'sent', providerId: match.sid, status: statusOf(match.status) ?? 'accepted' };
    const settled = this.context.now().getTime() - attempt.startedAt.getTime() >= SETTLED_AFTER_MS;
    return { outcome: !match && settled && listed.length < MOST_LISTED ? 'not-sent' : 'unknown' };
  }

  /** Twilio filters by the day of sending; what still waits there has none and is among the newest of all. */
  private async listed({ message, startedAt }: Attempt): Promise<MessageInstance[]> {
    const { messages } = (await this.api.twilio()).api.v2010.account;
    const from = senderAddress(this.settings);
    const ends = { to: recipientAddress(message.to), ...(from === null ? {} : { from }) };
    const dateSentAfter = new Date(startedAt.getTime() - DAY_MS);
    const [sent, newest] = await Promise.all([
      messages.list({ ...ends, dateSentAfter, pageSize: 200, limit: MOST_LISTED }),
      messages.list({ ...ends, pageSize: 50, limit: 50 }),
    ]);
    return [...new Map([...sent, ...newest].map((each) => [each.sid, each])).values()];
  }

  private isAttempt(listed: MessageInstance, { message, startedAt }: Attempt, words: string): boolean {
    const created = listed.dateCreated?.getTime() ?? 0;
    return (
      listed.direction !== 'inbound' &&
      created >= startedAt.getTime() - CLOCK_SKEW_MS &&
      !message.thread.includes(listed.sid) &&
      comparable(listed.body ?? '') === words &&
      (message.template !== null || Number(listed.numMedia) === message.attachments.length)
    );
  }

  /** The words Twilio lists for this message; null when a template is not among our settings. */
  private wordsOf({ text, template }: Outbound): string | null {
    if (template === null) return comparable(text);
    const known = this.settings.templates.find(({ id }) => id === template.id);
    if (!known) return null;
    return comparable(
      known.body.replace(/\{\{\s*([^{}\s]+)\s*\}\}/g, (_, name: string) => template.variables[name] ?? ''),
    );
  }
}

function comparable(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

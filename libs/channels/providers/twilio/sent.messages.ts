import type { MessageInstance } from 'twilio/lib/rest/api/v2010/account/message.js';
import type { Attempt, ChannelContext, Reconciled } from '../../channel.js';
import type { TwilioSender } from './account.settings.js';
import type { ApiClient } from './api.client.js';
import { statusOf } from './receipt.parse.js';

/** Twilio's clock and ours may differ by this much. */
const CLOCK_SKEW_MS = 60_000;
/** After this long a message that Twilio took is surely listed. */
const SETTLED_AFTER_MS = 30_000;
const DAY_MS = 86_400_000;
const MOST_LISTED = 400;

/** What a message looks like in Twilio's list. */
export interface Wanted {
  readonly sender: TwilioSender;
  readonly to: string;
  /** Null when nobody can tell: then nothing is decided. */
  readonly words: string | null;
}

/**
 * Finds out whether an attempt went out, by what Twilio lists for this recipient since then. Twilio's list does not
 * show our own id, so a message is recognised by its words and files; messages whose SIDs we know already are others.
 * Says "not sent" only when the list was complete and old enough; when two could be it, nobody knows.
 */
export class SentMessages {
  constructor(
    private readonly context: Pick<ChannelContext, 'now'>,
    private readonly api: ApiClient,
  ) {}

  async find(attempt: Attempt, wanted: Wanted): Promise<Reconciled> {
    const words = wanted.words === null ? null : comparable(wanted.words);
    if (words === null) return { outcome: 'unknown' };
    const listed = await this.listed(attempt, wanted);
    const found = listed.filter((message) => isAttempt(message, attempt, words));
    const [match, ...others] = found;
    if (match && others.length === 0)
      return { outcome: 'sent', providerId: match.sid, status: statusOf(match.status) ?? 'accepted' };
    const settled = this.context.now().getTime() - attempt.startedAt.getTime() >= SETTLED_AFTER_MS;
    return { outcome: !match && settled && listed.length < MOST_LISTED ? 'not-sent' : 'unknown' };
  }

  /** Twilio filters by the day of sending; what still waits there has none and is among the newest of all. */
  private async listed({ startedAt }: Attempt, { sender, to }: Wanted): Promise<MessageInstance[]> {
    const { messages } = (await this.api.twilio()).api.v2010.account;
    const ends = { to, ...('from' in sender ? sender : {}) };
    const dateSentAfter = new Date(startedAt.getTime() - DAY_MS);
    const [sent, newest] = await Promise.all([
      messages.list({ ...ends, dateSentAfter, pageSize: 200, limit: MOST_LISTED }),
      messages.list({ ...ends, pageSize: 50, limit: 50 }),
    ]);
    return [...new Map([...sent, ...newest].map((each) => [each.sid, each])).values()];
  }
}

function isAttempt(listed: MessageInstance, { message, startedAt }: Attempt, words: string): boolean {
  const created = listed.dateCreated?.getTime() ?? 0;
  return (
    listed.direction !== 'inbound' &&
    created >= startedAt.getTime() - CLOCK_SKEW_MS &&
    !message.thread.includes(listed.sid) &&
    comparable(listed.body ?? '') === words &&
    (message.template !== null || Number(listed.numMedia) === message.attachments.length)
  );
}

function comparable(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

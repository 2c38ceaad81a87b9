import type { Actor } from '@sila/access';
import type { ConversationEvent, ConversationItem, LivePerson, LiveQueue, LiveView } from '@sila/contracts';

/** What sockets show of conversations; the conversations' own service gives it, shaped as REST shapes it. */
export abstract class ConversationFeed {
  /** Events above `afterSeq`, oldest first, at most `limit`. No rights are asked: the caller has done so. */
  abstract eventsSince(
    conversationId: string,
    afterSeq: number,
    limit: number,
  ): Promise<readonly ConversationEvent[]>;
  /**
   * Rows of the inbox as somebody sees them who never opened the conversation: `readSeq` 0, `unread` over all messages of
   * the person, `following` false. Conversations that do not exist are left out.
   */
  abstract neutralItems(conversationIds: readonly string[]): Promise<readonly ConversationItem[]>;
}

/** The queues as they are now, for the supervisor's room; routing keeps them. */
export abstract class LiveFeed {
  /** What one person sees of it. */
  abstract view(staff: Actor): Promise<LiveView>;
  /** Everything, whoever may see it: whoever tells it chooses to whom. */
  abstract board(): Promise<{
    readonly at: Date;
    readonly queues: readonly LiveQueue[];
    readonly people: readonly LivePerson[];
  }>;
}

/** A visitor of a website chat, as their token proves. */
export interface VisitorOfToken {
  readonly channelAccountId: string;
  /** The value of their `visitor` identity. */
  readonly visitorId: string;
}

/** The website chat's side of sockets. */
export abstract class VisitorGate {
  /** The visitor behind a token, or null when it is none or no longer good. */
  abstract find(token: string): Promise<VisitorOfToken | null>;
  /** The origins on which this chat may stand, as `https://example.org`; null asks for those of all chats. */
  abstract origins(channelAccountId: string | null): Promise<readonly string[]>;
}

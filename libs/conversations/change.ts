import type { Fact, IdentityKind, MessageContent, MessageStatus } from '@sila/domain';
import type { StoredFact } from '@sila/lanes';

/** What a change may set of its conversation; absent keys stay as they are. */
export type RowPatch = { readonly [Key in PatchKey]?: unknown };

/** Columns of `conversation` that a change may set, with their types. */
export const PATCHABLE = {
  status: ['status', 'text'],
  queueId: ['queue_id', 'uuid'],
  assigneeId: ['assignee_id', 'uuid'],
  priority: ['priority', 'int'],
  waitingSince: ['waiting_since', 'timestamptz'],
  firstResponseAt: ['first_response_at', 'timestamptz'],
  closedAt: ['closed_at', 'timestamptz'],
  closeOutcome: ['close_outcome', 'text'],
  topic: ['topic', 'text'],
  snippet: ['snippet', 'text'],
  snippetDirection: ['snippet_direction', 'text'],
  snippetKind: ['snippet_kind', 'text'],
  lastMessageAt: ['last_message_at', 'timestamptz'],
  channelAccountId: ['channel_account_id', 'uuid'],
  language: ['language', 'text'],
  subject: ['subject', 'text'],
  reason: ['reason', 'jsonb'],
  lastOfficerId: ['last_officer_id', 'uuid'],
  escalatedWait: ['escalated_wait', 'timestamptz'],
} as const;
export type PatchKey = keyof typeof PATCHABLE;

/** A message to be written with the change. */
export interface NewMessage {
  readonly id: string;
  readonly direction: 'in' | 'out' | 'note' | 'notice';
  readonly kind?: 'text' | 'unsupported' | 'placeholder' | 'call';
  readonly text: string;
  readonly html?: string | null;
  readonly subject?: string | null;
  readonly quotedFrom?: number | null;
  readonly shownAt: Date;
  readonly sentAt?: Date | null;
  readonly createdAt: Date;
  readonly channelAccountId?: string | null;
  readonly identityId?: string | null;
  readonly addressKind?: IdentityKind | null;
  readonly address?: string | null;
  readonly authorId?: string | null;
  readonly status: MessageStatus;
  readonly providerId?: string | null;
  readonly clientScope?: string | null;
  readonly clientId?: string | null;
  readonly laneId?: string | null;
  readonly sendAt?: Date | null;
  readonly template?: unknown;
  readonly automatic?: boolean;
  readonly content?: MessageContent | null;
  readonly quotedProviderId?: string | null;
  readonly meta?: unknown;
}

/** Who wrote, by which account; what they typed of themselves is kept as a claim. */
export interface HeardFrom {
  readonly identityId: string;
  readonly accountId: string;
  readonly name: string | null;
  readonly claims: readonly unknown[];
}

/** One change of one conversation: it takes the next seq, one event row, perhaps a message, and its facts. */
export interface Change {
  readonly conversationId: string;
  readonly patch: RowPatch;
  /** Set for assign, claim and close: the change happens only at this version, and the version grows. */
  readonly version?: number;
  readonly event: {
    readonly type: string;
    readonly at: Date;
    readonly byId?: string | null;
    readonly messageId?: string | null;
    readonly data?: Readonly<Record<string, unknown>>;
  };
  readonly message?: NewMessage;
  /** Facts beside `conversation.changed`, which every change has. */
  readonly facts?: readonly Fact[];
  /** The person wrote: opens the messaging window of this address, and says the account is alive. */
  readonly heardFrom?: HeardFrom;
  /** Counts into the queue's figures. */
  readonly figures?: {
    readonly channel: string;
    readonly arrivals?: number;
    readonly answers?: number;
    /** People who left before anybody answered. */
    readonly abandoned?: number;
  };
}

export interface Changed {
  readonly conversationId: string;
  readonly seq: number;
  readonly version: number;
  readonly queueId: string;
  readonly assigneeId: string | null;
}

/** A single change, written. */
export interface Applied extends Changed {
  /** Something about the written message came before it and waits (`applyEarlyChanges`). */
  readonly awaited: boolean;
  readonly facts: readonly StoredFact[];
}

/** What one statement of changes came to. */
export interface Written {
  /** Where each changed conversation stands now; without those whose version was old. */
  readonly changed: readonly Changed[];
  /** Messages about which something came before them and waits. */
  readonly awaited: readonly string[];
  readonly facts: readonly StoredFact[];
}

/**
 * What became true, by name: past tense, ids only, no content. A fact is written in the transaction that made it
 * true and published after the commit; who hears it loads what it may see.
 */
export interface FactPayloads {
  /** The conversation took the next seq: a message, receipt, assignment, note, closing … */
  'conversation.changed': { readonly conversationId: string };
  /** A conversation waits in a queue without an owner. */
  'conversation.waiting': { readonly conversationId: string; readonly queueId: string };
  /** A message waits in an outbound lane. */
  'message.queued': { readonly messageId: string; readonly laneId: string };
  /** An attachment was announced and its bytes must be fetched. */
  'attachment.announced': { readonly attachmentId: string };
  /** Somebody took a message back: bytes of it must go. */
  'removal.asked': { readonly removalId: string };
  /** A letter was scanned and must be read. */
  'letter.scanned': { readonly messageId: string };
  /** A call that concerns a person of the staff changed. */
  'call.changed': {
    readonly callId: string;
    readonly staffId: string;
    /** Null while the caller has no queue yet. */
    readonly conversationId: string | null;
  };
  /** Something of a call has to be done at its provider: ring, connect, dial, hang up. */
  'call.work-queued': { readonly callId: string };
  /** A person of the staff came free, on shift, or left. */
  'staff.availability-changed': { readonly staffId: string };
  /** Somebody's rights changed: sockets re-check. */
  'staff.rights-changed': { readonly staffId: string };
  /** Queues, rules, channel accounts or settings changed: caches drop what they hold. */
  'directory.changed': { readonly kind: 'queue' | 'channel-account' | 'setting' | 'skill' | 'staff' };
}

export type FactType = keyof FactPayloads;

/** One fact: `stream` is what it is about (a conversation's id, a staff id …), `seq` its number there or 0. */
export type Fact = {
  readonly [T in FactType]: {
    readonly type: T;
    readonly stream: string;
    readonly seq: number;
    readonly ids: FactPayloads[T];
  };
}[FactType];

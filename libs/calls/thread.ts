import {
  attachInbound,
  attachmentFacts,
  lockConversation,
  type PreparedAttachment,
  type ReceiveService,
  type RowPatch,
  waitingFact,
} from '@sila/conversations';
import { onInbound, onReply, UNSAID } from '@sila/domain';
import { newId } from '@sila/platform';
import type { CallInHand } from './call-in-hand.js';
import { isFree, releaseFrom, ringAt } from './ringing.js';

/** How a call comes into its conversation. */
export interface Entry {
  readonly receive: ReceiveService;
  readonly eventId: string;
  /** True when nobody has to answer: the caller left before they chose anything. */
  readonly nobodyWaits: boolean;
}

/** Makes the call one message of its person's conversation. Nothing when it is one already. */
export async function enterThread(hand: CallInHand, { receive, eventId, nobodyWaits }: Entry): Promise<void> {
  const { id, channelAccountId, caller, conversationId, queueId, startedAt } = hand.call;
  if (conversationId) return;
  const message = {
    ...UNSAID,
    providerId: id,
    from: caller,
    kind: 'text' as const,
    sentAt: startedAt,
    automatic: nobodyWaits,
  };
  const received = await receive.receive(hand.sql, channelAccountId, {
    message,
    html: null,
    attachments: [],
    receivedAt: hand.now,
    eventId,
    kind: 'call',
    queueId,
  });
  hand.facts.push(...received.facts);
  await hand.set({ conversationId: received.conversationId, messageId: received.messageId });
}

/** Who owns the conversation already is rung at; where they can't take it now, routing finds somebody else. */
export async function offerToOwner(hand: CallInHand): Promise<void> {
  const conversation = await lockConversation(hand.sql, hand.call.conversationId ?? '');
  if (!conversation) return;
  await hand.set({ queueId: conversation.queueId });
  const { assigneeId } = conversation;
  if (!assigneeId) return;
  if (await isFree(hand.sql, assigneeId)) await ringAt(hand, assigneeId);
  else await releaseFrom(hand, assigneeId);
}

/** An officer speaks with the person: their wait ends as it does by words, and it counts as an answer. */
export async function spokenTo(hand: CallInHand, staffId: string | null): Promise<void> {
  const conversation = await lockConversation(hand.sql, hand.call.conversationId ?? '');
  const patch = conversation ? { ...onReply(conversation, hand.now), lastOfficerId: staffId } : {};
  await hand.tell(patch, staffId, { answers: 1 });
}

/** What somebody said on the machine is to be answered: their conversation waits, opened again where it was closed. */
export async function waitForAnswer(hand: CallInHand): Promise<RowPatch> {
  const conversation = await lockConversation(hand.sql, hand.call.conversationId ?? '');
  if (!conversation) return {};
  await hand.write(waitingFact(conversation));
  return { ...onInbound(conversation, hand.now), snippetKind: 'voice' };
}

/** A recording becomes a file of the call's message: announced now, fetched later. Once for each of the provider's ids. */
export async function attachRecording(
  hand: CallInHand,
  recording: { readonly id: string; readonly url: string },
  fileName: string,
  patch: RowPatch = {},
): Promise<void> {
  const { id: callId, channelAccountId, messageId } = hand.call;
  const known = await hand.sql.query(
    'SELECT 1 FROM call_recording WHERE channel_account_id = $1 AND sid = $2',
    [channelAccountId, recording.id],
  );
  if (known.length > 0 || !messageId) return;
  const file = announced(fileName, recording.url);
  await attachInbound(hand.sql, messageId, channelAccountId, [file], hand.now);
  await hand.sql.query(
    'INSERT INTO call_recording (id, call_id, channel_account_id, sid, attachment_id) VALUES ($1, $2, $3, $4, $5)',
    [newId(), callId, channelAccountId, recording.id, file.id],
  );
  await hand.write(attachmentFacts([file]));
  await hand.tell(patch);
}

function announced(fileName: string, url: string): PreparedAttachment {
  return {
    id: newId(),
    fileName,
    mediaType: 'audio/mpeg',
    size: null,
    sha256: null,
    state: 'pending',
    reason: null,
    storageKey: null,
    source: { url },
    contentId: null,
  };
}

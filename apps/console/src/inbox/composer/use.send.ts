import { useMe } from '../../api/index.js';
import type { ConversationDetail, PostMessage, ReplyOption } from '@sila/contracts';
import { putEntry } from '../outbox/outbox.store.js';
import { useSeenSeq } from '../thread/seen.context.js';
import { changeWriting, writingOf } from './composer.store.js';
import { drafts } from './drafts.js';
import { uuid } from './uuid.js';

interface Sending {
  /** Puts what is written into the outbox. False when there is nothing to send, or a file is still on its way. */
  readonly send: () => boolean;
  readonly sendTemplate: (template: NonNullable<PostMessage['template']>, text: string) => void;
}

/** Sends: the message stands in the thread at once and in the outbox until the server has it. */
export function useSend(detail: ConversationDetail, way: ReplyOption | undefined): Sending {
  const { id: staffId } = useMe();
  const seenSeq = useSeenSeq();
  const { id } = detail;
  const address = way && addressOf(way);
  const put = (body: Omit<PostMessage, 'clientId'>, files = writingOf(id).files) => {
    const clientId = uuid();
    const attachments = files.flatMap(({ attachment }) => attachment ?? []);
    const entry = { clientId, conversationId: id, staffId, files: attachments, createdAt: Date.now() };
    const fresh = { state: 'waiting', tries: 0, notBefore: 0, error: null, newer: [] } as const;
    void putEntry({ ...entry, ...fresh, body: { ...body, clientId } });
  };
  const send = () => {
    const { kind, files, ...texts } = writingOf(id);
    const text = texts[kind].trim();
    if (files.some((file) => file.attachment === null)) return false;
    const attachments = files.flatMap(({ attachment }) => attachment?.id ?? []);
    if (!text && attachments.length === 0) return false;
    const guard = kind === 'reply' ? { ...address, lastSeenSeq: seenSeq() } : {};
    put({ kind, text, attachments, ...guard });
    changeWriting(id, { [kind]: '', files: [], kind: 'reply' });
    drafts.discard(id, kind);
    return true;
  };
  const sendTemplate: Sending['sendTemplate'] = (template, text) =>
    put({ kind: 'reply', text, attachments: [], template, ...address, lastSeenSeq: seenSeq() }, []);
  return { send, sendTemplate };
}

function addressOf({ channel, identityId, claim }: ReplyOption): Partial<PostMessage> {
  const channelAccountId = channel.accountId;
  if (claim) return { channelAccountId, claim };
  return { channelAccountId, ...(identityId && { identityId }) };
}

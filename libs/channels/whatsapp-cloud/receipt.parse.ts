import type { Inbound, InboundReceipt } from '../channel.js';
import { OUTSIDE_WINDOW, wordsOf } from '../providers/meta/graph.errors.js';
import { listAt, textAt, type Fields } from '../providers/meta/payload.fields.js';
import { ownMessageId } from '../providers/meta/own.message.js';
import { timeOf } from './timestamp.parse.js';

/** Reads one of `statuses`. They come in any order: the ladder of promises.md S sorts them out. */
export function parseStatus(item: Fields): Inbound {
  const reported = textAt(item, 'status') ?? '';
  const status = Object.hasOwn(STATUSES, reported) ? STATUSES[reported] : undefined;
  if (status === undefined) return { type: 'ignored', reason: `WhatsApp reported the status "${reported}"` };
  const [error] = listAt(item, 'errors');
  const code = error ? textAt(error, 'code') : null;
  return {
    type: 'receipt',
    providerId: textAt(item, 'id'),
    messageId: ownMessageId(textAt(item, 'biz_opaque_callback_data')),
    status,
    errorCode: status === 'failed' ? (code ?? 'failed') : null,
    errorDetail: error ? wordsOf(error) : null,
    needsTemplate: status === 'failed' && code === String(OUTSIDE_WINDOW),
    deadAddress: null,
    at: timeOf(item),
  };
}

/** WhatsApp's names on our ladder; a voice note that was played was read. */
const STATUSES: Readonly<Record<string, InboundReceipt['status']>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  failed: 'failed',
};

import { createHash } from 'node:crypto';
import type { RawEvent, RawRequest } from '../channel.js';
import { messageIdOf } from './callback.address.js';
import { readReport, type ReportFields } from './report.fields.js';

/**
 * One request is one event. Its key is the message with its status, so that a repeated report changes nothing; bytes that
 * can't be read are their own key, and become visible when they are worked.
 */
export function eventsOf(request: RawRequest): RawEvent[] {
  const fields = fieldsOrNull(request);
  return [{ key: keyOf(request, fields), accountRef: null, lane: laneOf(fields), pointer: null }];
}

/** The status that a report states. `DLR` is the operator's word, `Status` Unifonic's. */
export function reportedStatus(fields: ReportFields): string | null {
  return fields.get('dlr') ?? fields.get('status') ?? null;
}

/** The number a report is about, in E.164; null when it names none. */
export function recipientOf(fields: ReportFields): string | null {
  const digits = fields.get('recipient')?.replace(/\D/g, '') ?? '';
  return /^\d{8,15}$/.test(digits) ? `+${digits}` : null;
}

function fieldsOrNull(request: RawRequest): ReportFields | null {
  try {
    return readReport(request);
  } catch {
    return null;
  }
}

function keyOf(request: RawRequest, fields: ReportFields | null): string {
  const message = fields?.get('messageid') ?? messageIdOf(request);
  const status = fields && reportedStatus(fields);
  if (message && status) return [message, status.toLowerCase(), fields.get('errorcode') ?? ''].join(':');
  return `sha256:${createHash('sha256').update(request.url).update('\n').update(request.body).digest('hex').slice(0, 40)}`;
}

function laneOf(fields: ReportFields | null): string {
  return (fields && recipientOf(fields)) ?? 'unparsed:report';
}

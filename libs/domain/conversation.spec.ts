import { describe, expect, it } from '@jest/globals';
import {
  chooseConversation,
  type ConversationChoiceInput,
  onClose,
  onInbound,
  onReply,
  shownAt,
} from './conversation.js';

const now = new Date('2026-11-01T10:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const open = { id: 'open', status: 'open', closedAt: null } as const;
const closed = (hours: number) => ({ id: 'closed', status: 'closed', closedAt: hoursAgo(hours) }) as const;
const choose = (input: Partial<ConversationChoiceInput>) =>
  chooseConversation({
    continuity: 'stream',
    referenced: null,
    newestOpen: null,
    newestClosed: null,
    reopenHours: 72,
    now,
    ...input,
  });

describe('Which conversation a message belongs to', () => {
  it('is the one an explicit reference names, reopened if closed, on every kind of channel', () => {
    expect(choose({ referenced: { ...open, id: 'ref' }, newestOpen: open })).toEqual({
      kind: 'existing',
      id: 'ref',
    });
    expect(choose({ continuity: 'matter', referenced: closed(900) })).toEqual({
      kind: 'reopen',
      id: 'closed',
    });
  });

  it('is the newest open one on a stream, whichever channel it began on', () => {
    expect(choose({ newestOpen: open, newestClosed: closed(1) })).toEqual({ kind: 'existing', id: 'open' });
  });

  it('is the one closed within the reopening window on a stream, else a new one', () => {
    expect(choose({ newestClosed: closed(72) })).toEqual({ kind: 'reopen', id: 'closed' });
    expect(choose({ newestClosed: closed(72.1) })).toEqual({ kind: 'new', mayBelongTo: null });
  });

  it('is always a new one for a matter, with a link to what it may belong to', () => {
    expect(choose({ continuity: 'matter', newestOpen: open })).toEqual({ kind: 'new', mayBelongTo: 'open' });
    expect(choose({ continuity: 'matter' })).toEqual({ kind: 'new', mayBelongTo: null });
  });
});

describe('The clocks of a conversation', () => {
  const waiting = {
    status: 'open',
    assigneeId: null,
    waitingSince: hoursAgo(1),
    firstResponseAt: null,
    closedAt: null,
  } as const;

  it('run from the first message that is not answered', () => {
    expect(onInbound(waiting, now)).toEqual({ waitingSince: hoursAgo(1) });
    expect(onInbound({ ...waiting, waitingSince: null }, now)).toEqual({ waitingSince: now });
  });

  it('stop with an answer, and remember the first', () => {
    expect(onReply(waiting, now)).toEqual({ waitingSince: null, firstResponseAt: now });
    expect(onReply({ ...waiting, firstResponseAt: hoursAgo(2) }, now).firstResponseAt).toEqual(hoursAgo(2));
  });

  it('stop with closing, which keeps the outcome; a new message opens again', () => {
    const patch = onClose('answered', now);
    expect(patch).toEqual({ status: 'closed', closedAt: now, waitingSince: null, closeOutcome: 'answered' });
    expect(onInbound({ ...waiting, ...patch, waitingSince: null }, now)).toMatchObject({
      status: 'open',
      closedAt: null,
      closeOutcome: null,
    });
  });
});

describe('The time a message is shown at', () => {
  it("is the provider's within five seconds of receipt, else ours", () => {
    expect(shownAt(new Date(now.getTime() - 4_000), now)).toEqual(new Date(now.getTime() - 4_000));
    expect(shownAt(hoursAgo(6), now)).toEqual(now);
    expect(shownAt(null, now)).toEqual(now);
  });
});

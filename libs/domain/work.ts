import type { Capabilities } from './channel.js';

/** The kinds of work a conversation can be for whoever holds it. `mail` is everything that is read and answered in writing at length: mails, letters, forms. */
export const MEDIA = ['call', 'chat', 'mail', 'interview'] as const;
export type Medium = (typeof MEDIA)[number];

/** A number of conversations for each medium: what somebody holds, or may hold at once. */
export type MediaCount = Readonly<Record<Medium, number>>;

/** For each medium that somebody is busy with, the media that may come to them meanwhile. */
export type Interruptions = Readonly<Record<Medium, Readonly<Record<Medium, boolean>>>>;

/** What a person may hold at once unless the association or the person's own row says otherwise. */
export const DEFAULT_CAPACITY: MediaCount = { call: 1, chat: 4, mail: 6, interview: 1 };

/**
 * Nothing comes during a call or an interview: somebody sits or listens there. Writing can wait a moment, so that a call or a
 * visitor may come to whoever writes.
 */
export const DEFAULT_INTERRUPTIONS: Interruptions = {
  call: { call: false, chat: false, mail: false, interview: false },
  interview: { call: false, chat: false, mail: false, interview: false },
  chat: { call: true, chat: true, mail: true, interview: true },
  mail: { call: true, chat: true, mail: true, interview: true },
};

export const NOTHING_HELD: MediaCount = { call: 0, chat: 0, mail: 0, interview: 0 };

/** What work the conversations of a channel are, by what the channel can do. */
export function mediumOf(capabilities: Pick<Capabilities, 'voice' | 'inPerson' | 'continuity'>): Medium {
  if (capabilities.voice) return 'call';
  if (capabilities.inPerson) return 'interview';
  return capabilities.continuity === 'matter' ? 'mail' : 'chat';
}

/**
 * How full somebody's hands are: each conversation takes the share of a person that its medium's capacity says, so a chat of
 * four counts a quarter. 0 is nothing. A medium without capacity counts as much as what is held of it.
 */
export function occupationOf(load: MediaCount, capacity: MediaCount): number {
  return MEDIA.reduce((sum, medium) => sum + load[medium] / Math.max(capacity[medium], 1), 0);
}

/** Whether one more conversation of this medium may come: there is room, and nothing that is held forbids it. */
export function hasRoomFor(
  medium: Medium,
  load: MediaCount,
  capacity: MediaCount,
  interruptions: Interruptions,
): boolean {
  if (load[medium] >= capacity[medium]) return false;
  return MEDIA.every((held) => load[held] === 0 || interruptions[held][medium]);
}

/** Conversations over all media. */
export function totalOf(count: MediaCount): number {
  return MEDIA.reduce((sum, medium) => sum + count[medium], 0);
}

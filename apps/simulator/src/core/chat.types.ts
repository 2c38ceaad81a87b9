import type { MediaLink } from './media.link.js';

/** A message as an app on the phone shows it. */
export type ChatMessage = {
  readonly id: string;
  /** Written by the person who holds the phone. */
  readonly mine: boolean;
  readonly text: string;
  readonly at: string;
  /** Of the association's: delivered or read. Of the person's own: pending, taken or refused by Sila's webhook. */
  readonly status: string;
  readonly media: readonly MediaLink[];
  readonly location?: ChatLocation | undefined;
  readonly contact?: ChatContact | undefined;
  /** The message that this one answers. */
  readonly inReplyTo?: string | undefined;
  readonly reactions?: readonly ChatReaction[] | undefined;
  /** Ready answers that the association offers: pressing one writes it. */
  readonly buttons?: readonly string[] | undefined;
  readonly edited?: boolean | undefined;
  /** Taken back: text and files are gone. */
  readonly deleted?: boolean | undefined;
};

export type ChatLocation = {
  readonly latitude: number;
  readonly longitude: number;
  readonly label?: string | undefined;
  readonly address?: string | undefined;
};

export type ChatContact = { readonly name: string; readonly phone: string };

export type ChatReaction = { readonly mine: boolean; readonly emoji: string };

/** One beneficiary's chat with the association, as an app on their phone shows it. */
export type Chat = {
  /** The person's address at the provider. */
  readonly address: string;
  readonly name: string | null;
  readonly unread: number;
  /** Whether the association may write freely now; null where the provider has no such window. */
  readonly windowOpen: boolean | null;
  readonly messages: readonly ChatMessage[];
};

import type { ReadPage } from '@sila/domain';
import type { Outbound, RawEvent, RawRequest } from './channel.js';

/** What a channel on paper does beside sending: sending makes a document that somebody prints. */
export interface Paper {
  /** What intake stores of a scan. The same bytes give the same key, so that one scan enters once. */
  intake(scan: HandedInScan): { readonly request: RawRequest; readonly events: readonly RawEvent[] };
  /** Reads a scan, page by page, in a process of its own. Throws ChannelError `permanent` with an `UnreadableReason`. */
  read(scan: Buffer): Promise<ScanReading>;
  /** The letter as `send` would make it, as an SVG picture. */
  preview(letter: PaperLetter): Promise<string>;
  /** Puts documents of this channel into one, for printing at once. */
  bind(documents: readonly Buffer[]): Promise<Buffer>;
}

/** A scan as the desk hands it in. */
export interface HandedInScan {
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly mediaType: string;
  /** Set when the letter's barcode named the conversation that it answers, and the address that ours went to. */
  readonly answers: { readonly conversationId: string; readonly address: string } | null;
}

/** What was read off a scan. */
export interface ScanReading {
  /** The pages that were read, each with its picture (JPEG); the scan may have more. */
  readonly pages: readonly (ReadPage & { readonly picture: Buffer })[];
  readonly pageCount: number;
}

/** What a letter on paper is made of. */
export type PaperLetter = Pick<
  Outbound,
  | 'messageId'
  | 'conversationId'
  | 'conversationNumber'
  | 'toName'
  | 'postalAddress'
  | 'text'
  | 'subject'
  | 'language'
  | 'author'
>;

/** A document to be printed. */
export interface PaperDocument {
  readonly bytes: Buffer;
  readonly mediaType: string;
}

import type { FormPart, Language, Stroke, Visit } from '@sila/domain';
import type { RawEvent, RawRequest } from './channel.js';

/** What a channel of people who come in person does: it takes visits in, and sets the sheet of an interview. */
export interface Desk {
  /** What stands before ticket numbers; empty or one letter. */
  readonly prefix: string;
  readonly counters: number;
  /** Length of an appointment in minutes, and how many may be held at once. */
  readonly slotMinutes: number;
  readonly atOnce: number;
  /** Part of the screen's key: another edition makes earlier links useless. */
  readonly screenEdition: number;
  /** What intake stores of a visit. The same entry gives the same key, so that one that was sent twice enters once. */
  intake(visit: HandedInVisit): { readonly request: RawRequest; readonly events: readonly RawEvent[] };
  /** The number under an interview's barcode: sixteen digits with a check digit. */
  referenceOf(interviewId: string): string;
  /** The summary of an interview as PDF/A, to be signed by hand or with what was signed on the screen. */
  sheet(sheet: InterviewSheet): Promise<Buffer>;
}

/** A visit as the desk enters it. */
export interface HandedInVisit {
  readonly visit: Visit;
  readonly person: {
    /** The address on this desk's account: that of somebody known, or the entry's own. */
    readonly address: string;
    readonly name: string;
    /** E.164; as the person gave it. */
    readonly mobile: string | null;
    /** Last four digits and a keyed digest: never the number. */
    readonly nationalId: string | null;
  };
  readonly reason: string;
  readonly language: Language;
  /** Set when the person came about a conversation that the desk named. */
  readonly conversationId: string | null;
  /** When the desk entered it; during a loss of the network earlier than it came in. */
  readonly enteredAt: string;
}

/** What stands on the sheet of an interview. */
export interface InterviewSheet {
  readonly language: Language;
  readonly association: Readonly<Record<Language, string>>;
  readonly title: string;
  readonly reference: string;
  readonly conversationNumber: number;
  readonly ticket: string | null;
  readonly personName: string;
  readonly officerName: string;
  readonly parts: readonly FormPart[];
  /** What the person agrees to by signing. */
  readonly statement: string;
  /** SHA-256 of what was read back. */
  readonly digest: string;
  readonly heldAt: Date;
  readonly signature: {
    readonly name: string;
    readonly at: Date;
    /** Null when the name was typed instead. */
    readonly strokes: readonly Stroke[] | null;
  } | null;
}

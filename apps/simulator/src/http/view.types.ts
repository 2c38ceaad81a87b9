import type { Chat } from '../core/chat.types.js';
import type { FaultGroup } from '../core/faults.board.js';
import type { Person } from '../core/people.roster.js';
import type { Bilingual } from '../core/words.types.js';

/** A provider as `GET /providers` describes it to the page. */
export type ProviderView = {
  readonly channel: string;
  readonly label: Bilingual;
  readonly icon: string;
  /** How people know the association there; empty until an account is set up. */
  readonly accounts: readonly string[];
  readonly faults: readonly Pick<FaultGroup, 'target' | 'title' | 'offers'>[];
  /** Null when it is no app on a phone. */
  readonly phone: {
    /** Names of what `POST /send` takes. */
    readonly sends: readonly string[];
    readonly reads: boolean;
    readonly types: boolean;
  } | null;
  /** Where calls are made and found; null where nobody calls. */
  readonly telephone: string | null;
};

/** A person of the page, and under which address each channel knows them. */
export type PersonView = Person & { readonly addresses: Readonly<Record<string, string>> };

/** A chat in one of the apps. */
export type ChatView = Chat & { readonly channel: string };

import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { AccountKind } from './accounts.store.js';
import type { Chat } from './chat.types.js';
import type { Fault, FaultGroup } from './faults.board.js';
import type { WebhookAttempt } from './ledger.types.js';
import type { Person } from './people.roster.js';
import type { World } from './simulator.world.js';
import type { Bilingual } from './words.types.js';

/**
 * A pretended provider: one folder that plays one provider of messages, and one line in `provider.list.ts`. It declares
 * what it is called, what its accounts hold, what a beneficiary can send by it and how it can fail; `open` brings it to life.
 */
export interface Provider<Account extends z.ZodObject = z.ZodObject, Send extends z.ZodObject = z.ZodObject> {
  /** Names the channel in `POST /send`, `GET /received`, `GET /chats` and the ledger. */
  readonly channel: string;
  /** The app's or the service's name, as people know it. */
  readonly label: Bilingual;
  /** Path data of a line drawing in a square of 24 units. */
  readonly icon: string;
  /** What `POST /accounts` takes for it. */
  readonly account: AccountKind<Account>;
  /**
   * What `POST /send` takes for it: a strict object with `channel: z.literal(…)`, `from`, and of `contentFields` those that the
   * provider carries. The page's phone offers what is there. Absent where beneficiaries can't write.
   */
  readonly send?: Send;
  /** How it can fail. */
  readonly faults: readonly FaultGroup[];
  open(world: World): Service<z.output<Send>>;
}

/** A provider at work in one simulator. */
export interface Service<Sending = never> {
  /** The beneficiary acts: writes, reacts, edits, takes back … Throws a ProblemError when that is impossible now. */
  send?(message: Sending): Promise<Sent>;
  /** Adds what the provider answers under its own path, e.g. `/telegram`. Parsers and error handlers stay its own. */
  routes?(app: FastifyInstance): void;
  /** The app on the beneficiary's phone; absent where there is none. */
  readonly phone?: Phone;
  /** People's telephones for calls; absent where nobody calls. */
  readonly telephone?: Telephone;
  /** A fault of this provider was just programmed: for those that have no later moment to wait for. */
  onFault?(fault: Fault): void;
  /** Opens doors other than HTTP; resolves with their ports by name. Rejects when a port is taken. */
  listen?(host: string): Promise<Readonly<Record<string, number>>>;
  /** Ends connections; timers of the world are dropped already. */
  close?(): Promise<void>;
}

/** What came of one `POST /send`. */
export type Sent = {
  readonly channel: string;
  /** The provider's id of the message, or of the event. */
  readonly id: string;
  /** Every try of every webhook; empty when nobody waited for them. */
  readonly deliveries?: readonly (readonly WebhookAttempt[])[];
};

/** An app on beneficiaries' phones. */
export interface Phone {
  /** Under which address this person is known to the provider. The same person gets the same one every time. */
  addressOf(person: Person): string;
  /** What the phones hold now, in any order. Messages of a chat are oldest first. */
  chats(): readonly Chat[];
  /** The person opens the chat: what was delivered is read. Returns the ids of what was read now. */
  read?(reading: Reading): Promise<readonly string[]>;
  /** The person is seen typing. */
  typing?(from: string): Promise<void>;
}

/** Telephones in beneficiaries' hands. */
export interface Telephone {
  /** Where the page finds calls: lists them, makes them, and acts in them. */
  readonly path: string;
  /** The number of this person's telephone. */
  addressOf(person: Person): string;
}

export type Reading = {
  readonly from: string;
  /** Which of the association's accounts; the first one by default. */
  readonly to?: string | undefined;
  /** Only these messages; all by default. */
  readonly ids?: readonly string[] | undefined;
};

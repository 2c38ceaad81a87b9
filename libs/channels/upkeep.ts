import type { Json } from '@sila/domain';
import type { RawEvent, RawRequest } from './channel.js';

/** From when on a provider is asked. */
export interface MissedSince {
  /** Before this time nothing can be missing any more. */
  readonly unsure: Date;
  /** The beginning of that day: who lists does so from here, so that whole days can be compared with what we counted. */
  readonly days: Date;
}

/** What a provider answers when it is asked for what its webhook may not have told us. */
export type Missed = Listed | Redelivery;

/** It lists what happened: one page of it, in any order. */
export interface Listed {
  readonly kind: 'listed';
  readonly items: readonly MissedEvent[];
  /** Where the next call goes on; null when this was all. */
  readonly next: Json;
}

/** It calls our webhook again with what it still holds. */
export interface Redelivery {
  readonly kind: 'redelivery';
  /** How many events will come; null when it does not say. */
  readonly awaited: number | null;
}

/** One thing that a provider lists. */
export interface MissedEvent {
  /** With the key that its webhook gives, so that it has one effect however often it is told. */
  readonly event: RawEvent;
  /** When it happened, by the provider's clock. */
  readonly at: Date;
  /** The request its webhook would have made, as far as the provider still knows it; asked for what is new only. */
  readonly request: () => Promise<RawRequest>;
}

/** What a provider says of an account beyond whether the settings work; parts that it does not tell are left out. */
export interface ProviderReport {
  /** When the access ends (null: never), and whether Sila renews it by itself. */
  readonly access?: { readonly endsAt: Date | null; readonly renews: boolean };
  readonly webhook?: ProviderWebhook;
}

/** What a provider holds of our webhook. */
export interface ProviderWebhook {
  /** `elsewhere`: it calls another address; `invalid`: it has stopped calling. */
  readonly state: 'active' | 'elsewhere' | 'missing' | 'invalid';
  /** Events that wait to be delivered; null when it does not say. */
  readonly waiting: number | null;
  readonly lastError: { readonly at: Date; readonly words: string } | null;
}

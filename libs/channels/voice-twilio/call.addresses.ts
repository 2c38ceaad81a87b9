/** What a request at our address is about; a call that arrives comes without a word. */
export const PLACES = [
  'status',
  'menu',
  'consent',
  'wait',
  'key',
  'left',
  'recorded',
  'recording',
  'leg',
  'answer',
  'hold',
] as const;
export type Place = (typeof PLACES)[number];

export function isPlace(text: string | null): text is Place {
  return PLACES.some((place) => place === text);
}

/** Asks Twilio to come again three times when we don't answer. Source: twilio.com/docs/usage/webhooks/webhooks-connection-overrides. */
const COME_AGAIN = '#rc=3&rp=all';

/** The addresses that Twilio is given for the steps of a call: the hook's own, and what it is about in the query. */
export class CallAddresses {
  /** `hook` is where calls arrive. */
  constructor(readonly hook: string) {}

  /** Where Twilio asks what the person hears. */
  ask(place: Place, ids: Readonly<Record<string, string | number>> = {}): string {
    const query = new URLSearchParams({ at: place });
    for (const [name, value] of Object.entries(ids)) query.set(name, String(value));
    return `${this.hook}?${query.toString()}`;
  }

  /** Where Twilio reports something that must not be lost. */
  report(place: Place, ids: Readonly<Record<string, string>> = {}): string {
    return this.ask(place, ids) + COME_AGAIN;
  }
}

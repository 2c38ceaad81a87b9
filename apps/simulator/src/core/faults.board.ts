import { z } from 'zod';
import type { Bilingual } from './words.types.js';

/** A kind of fault as the page offers it: what happens, said in a line. */
export type FaultOffer = Bilingual & { readonly kind: string };

/** Kinds of faults that belong together. A target is one of a provider's doors; several groups may strike at it. */
export type FaultGroup = {
  readonly target: string;
  readonly title: Bilingual;
  readonly offers: readonly FaultOffer[];
  /** Kinds that only tests program. */
  readonly unlisted?: readonly string[];
  /** The way of what it spoils, for the ledger; what the association sends by default. */
  readonly direction?: 'inbound';
};

/** The groups of one provider. */
export type ChannelFaults = { readonly channel: string; readonly faults: readonly FaultGroup[] };

const kindsOf = (group: FaultGroup): readonly string[] => [
  ...group.offers.map(({ kind }) => kind),
  ...(group.unlisted ?? []),
];

/**
 * A fault to program. `count` uses it up after so many hits (absent: until cleared); `ms` is how long a hang, a delay
 * or a shuffle lasts; `retryAfter` is in seconds; `to` limits it to one recipient, `status` to one status, `on` says which
 * call it meets (`create`, which is sending, by default; `any`). Without a target it is the first that has the kind.
 */
const faultSchema = z.strictObject({
  target: z.string().optional(),
  kind: z.string(),
  count: z.number().int().positive().optional(),
  retryAfter: z.number().int().nonnegative().optional(),
  ms: z.number().int().nonnegative().optional(),
  errorCode: z.number().int().optional(),
  status: z.string().optional(),
  to: z.string().optional(),
  on: z.string().optional(),
});

export type FaultInput = z.input<typeof faultSchema>;

/** A programmed fault of one of the kinds `K`. */
export type Fault<K extends string = string> = FaultInput & {
  readonly kind: K;
  readonly id: string;
  readonly target: string;
  readonly remaining: number | null;
  readonly hits: number;
};

/** What a fault would strike just now. */
export type FaultScope = {
  readonly to?: string | undefined;
  readonly status?: string | undefined;
  readonly operation?: string | undefined;
};

/** The faults of one target, as its provider meets them. */
export type TargetFaults = {
  /** Uses up one hit of the first waiting fault among `kinds` that fits, if there is one. */
  take<K extends string>(kinds: readonly K[], scope?: FaultScope): Fault<K> | undefined;
};

type Strike = {
  readonly fault: Fault;
  readonly scope: FaultScope;
  readonly channel: string;
  readonly direction: 'inbound' | 'outbound';
};

/** The faults that wait to happen, first programmed first used. */
export class FaultsBoard {
  private faults: Fault[] = [];
  private made = 0;

  constructor(
    private readonly channels: readonly ChannelFaults[],
    private readonly onHit: (strike: Strike) => void,
  ) {}

  /** Throws a ZodError when nobody has this kind of fault, or not at this target. */
  program(input: unknown): Fault {
    const asked = faultSchema.parse(input);
    const group = this.groups().find(
      (each) =>
        kindsOf(each).includes(asked.kind) && (asked.target === undefined || each.target === asked.target),
    );
    if (!group) throw notKnown(asked);
    const remaining = asked.count ?? null;
    const fault: Fault = { ...asked, id: `fault-${++this.made}`, target: group.target, remaining, hits: 0 };
    this.faults.push(fault);
    return fault;
  }

  /** What the provider behind this target asks before it does something. */
  at(target: string): TargetFaults {
    return { take: (kinds, scope = {}) => this.take(target, kinds, scope) };
  }

  list(): readonly Fault[] {
    return this.faults;
  }

  /** Every kind by target. */
  kinds(): Readonly<Record<string, readonly string[]>> {
    const targets = [...new Set(this.groups().map(({ target }) => target))];
    const kindsAt = (target: string) => this.groups().filter((group) => group.target === target);
    return Object.fromEntries(targets.map((target) => [target, kindsAt(target).flatMap(kindsOf)]));
  }

  /** Forgets one fault, or all of them. */
  clear(id?: string): void {
    this.faults = id === undefined ? [] : this.faults.filter((fault) => fault.id !== id);
  }

  private take<K extends string>(
    target: string,
    kinds: readonly K[],
    scope: FaultScope,
  ): Fault<K> | undefined {
    const isWanted = (candidate: Fault): candidate is Fault<K> =>
      candidate.target === target && kinds.some((kind) => kind === candidate.kind);
    const fault = this.faults.filter(isWanted).find((candidate) => fits(candidate, scope));
    if (!fault) return undefined;
    this.faults = this.faults.map((each) => (each === fault ? used(each) : each)).filter(isLeft);
    this.onHit({ fault, scope, ...this.placeOf(target) });
    return fault;
  }

  private groups(): readonly FaultGroup[] {
    return this.channels.flatMap(({ faults }) => faults);
  }

  private placeOf(target: string): Pick<Strike, 'channel' | 'direction'> {
    const owner = this.channels.find(({ faults }) => faults.some((group) => group.target === target));
    const group = owner?.faults.find((each) => each.target === target);
    return { channel: owner?.channel ?? '', direction: group?.direction ?? 'outbound' };
  }
}

const notKnown = ({ kind, target }: FaultInput): z.ZodError =>
  new z.ZodError([
    {
      code: 'custom',
      path: ['kind'],
      message:
        target === undefined
          ? 'no provider has this kind of fault'
          : 'this kind of fault does not belong to that target',
      input: kind,
    },
  ]);

const used = (fault: Fault): Fault => ({
  ...fault,
  hits: fault.hits + 1,
  remaining: fault.remaining === null ? null : fault.remaining - 1,
});

const isLeft = (fault: Fault): boolean => fault.remaining === null || fault.remaining > 0;

const fits = (fault: Fault, scope: FaultScope): boolean =>
  (fault.to === undefined || (scope.to ?? '').endsWith(fault.to)) &&
  (fault.status === undefined || fault.status === scope.status) &&
  (scope.operation === undefined || fault.on === 'any' || (fault.on ?? 'create') === scope.operation);

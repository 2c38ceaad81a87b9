import { z } from 'zod';

const twilioFaultKinds = [
  '429',
  '500',
  'hang',
  'reset',
  'half-json',
  'error-200',
  'unanswered',
  'reset-before',
  'slow',
  'undeliverable',
  'early-callbacks',
  'lost-callback',
  'shuffle-callbacks',
  'duplicate-callbacks',
  'delay-callbacks',
  'media-404',
  'media-hang',
] as const;
const smtpFaultKinds = ['smtp-4xx', 'smtp-5xx', 'smtp-drop-after-data', 'smtp-hang', 'smtp-bounce'] as const;
const imapFaultKinds = ['drop-mid-fetch', 'change-uidvalidity', 'imap-login-fails', 'silent-idle'] as const;

export type FaultTarget = 'twilio' | 'smtp' | 'imap';
export type FaultKind =
  (typeof twilioFaultKinds)[number] | (typeof smtpFaultKinds)[number] | (typeof imapFaultKinds)[number];

/** The kinds each target understands. */
export const faultKinds = { twilio: twilioFaultKinds, smtp: smtpFaultKinds, imap: imapFaultKinds } as const;

/** Which calls of Twilio's REST interface a fault meets; sending by default. */
export type TwilioOperation = 'create' | 'list' | 'fetch' | 'media';

/**
 * A fault to program. `count` uses it up after so many hits (absent: until cleared); `ms` is how long a hang, a delay
 * or a shuffle lasts; `retryAfter` is in seconds; `to` limits it to one recipient.
 */
export const faultSchema = z
  .strictObject({
    target: z.enum(['twilio', 'smtp', 'imap']).optional(),
    kind: z.enum([...twilioFaultKinds, ...smtpFaultKinds, ...imapFaultKinds]),
    count: z.number().int().positive().optional(),
    retryAfter: z.number().int().nonnegative().optional(),
    ms: z.number().int().nonnegative().optional(),
    errorCode: z.number().int().optional(),
    status: z.string().optional(),
    to: z.string().optional(),
    on: z.enum(['create', 'list', 'fetch', 'media', 'any']).optional(),
  })
  .refine((fault) => fault.target === undefined || targetOf(fault.kind) === fault.target, {
    error: 'this kind of fault does not belong to that target',
    path: ['kind'],
  });

export type FaultInput = z.input<typeof faultSchema>;

/** A programmed fault of one of the kinds `K`. */
export type Fault<K extends FaultKind = FaultKind> = FaultInput & {
  readonly kind: K;
  readonly id: string;
  readonly target: FaultTarget;
  readonly remaining: number | null;
  readonly hits: number;
};

type Scope = { readonly to?: string; readonly status?: string; readonly operation?: TwilioOperation };

export const targetOf = (kind: FaultKind): FaultTarget => {
  if ((twilioFaultKinds as readonly string[]).includes(kind)) return 'twilio';
  return (smtpFaultKinds as readonly string[]).includes(kind) ? 'smtp' : 'imap';
};

/** The faults that wait to happen, first programmed first used. */
export class FaultsBoard {
  private faults: Fault[] = [];
  private made = 0;

  constructor(private readonly onHit: (fault: Fault, scope: Scope) => void = () => undefined) {}

  program(input: FaultInput): Fault {
    const fault: Fault = {
      ...input,
      id: `fault-${++this.made}`,
      target: targetOf(input.kind),
      remaining: input.count ?? null,
      hits: 0,
    };
    this.faults.push(fault);
    return fault;
  }

  /** Uses up one hit of the first waiting fault among `kinds` that fits, if there is one. */
  take<K extends FaultKind>(kinds: readonly K[], scope: Scope = {}): Fault<K> | undefined {
    const isWanted = (candidate: Fault): candidate is Fault<K> =>
      kinds.some((kind) => kind === candidate.kind);
    const fault = this.faults.filter(isWanted).find((candidate) => fits(candidate, scope));
    if (!fault) return undefined;
    this.faults = this.faults.map((each) => (each === fault ? used(each) : each)).filter(isLeft);
    this.onHit(fault, scope);
    return fault;
  }

  list(): readonly Fault[] {
    return this.faults;
  }

  /** Forgets one fault, or all of them. */
  clear(id?: string): void {
    this.faults = id === undefined ? [] : this.faults.filter((fault) => fault.id !== id);
  }
}

const used = (fault: Fault): Fault => ({
  ...fault,
  hits: fault.hits + 1,
  remaining: fault.remaining === null ? null : fault.remaining - 1,
});

const isLeft = (fault: Fault): boolean => fault.remaining === null || fault.remaining > 0;

const fits = (fault: Fault, scope: Scope): boolean =>
  (fault.to === undefined || (scope.to ?? '').endsWith(fault.to)) &&
  (fault.status === undefined || fault.status === scope.status) &&
  (scope.operation === undefined || fault.on === 'any' || (fault.on ?? 'create') === scope.operation);

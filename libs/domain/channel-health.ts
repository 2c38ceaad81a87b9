/** Times of an account, as texts of ISO 8601 in UTC, which compare as they are. */
export interface AccountTimes {
  readonly lastInboundAt: string | null;
  readonly lastSentAt: string | null;
  readonly lastErrorAt: string | null;
}

/** An error counts until something newer has gone well. */
export function isFailing({ lastErrorAt, lastInboundAt, lastSentAt }: AccountTimes): boolean {
  if (lastErrorAt === null) return false;
  return lastErrorAt > (lastInboundAt ?? '') && lastErrorAt > (lastSentAt ?? '');
}

/** How an account does, in one word. */
export type ChannelState = 'working' | 'quiet' | 'attention' | 'broken' | 'off';

/** What the word is made of. */
export interface ChannelFacts extends AccountTimes {
  readonly enabled: boolean;
  /** What the provider said when it was last asked; null when it never was. */
  readonly probe: {
    readonly ok: boolean;
    readonly refused: boolean;
    readonly endsAt: string | null;
    readonly renews: boolean;
    readonly webhook: 'active' | 'elsewhere' | 'missing' | 'invalid' | null;
  } | null;
  /** True when it could not be asked what its webhook did not tell. */
  readonly unreconciled: boolean;
  /** Events that wait after a failure, are dead, or that the provider lists and nobody has here. */
  readonly unaccounted: number;
  /** Messages of the last day that failed, or of which nobody knows. */
  readonly undelivered: number;
}

/** An access that ends so soon has to be renewed now, in milliseconds. */
const SOON_MS = 7 * 86_400_000;

/**
 * `broken`: the provider does not let us in, so nothing goes through. `attention`: somebody should look. `quiet`: nothing was
 * ever said by it.
 */
export function channelState(facts: ChannelFacts, now: Date): ChannelState {
  if (!facts.enabled) return 'off';
  if (isFailing(facts) || facts.probe?.refused === true) return 'broken';
  if (needsAttention(facts, now)) return 'attention';
  return facts.lastInboundAt === null && facts.lastSentAt === null ? 'quiet' : 'working';
}

function needsAttention({ probe, unreconciled, unaccounted, undelivered }: ChannelFacts, now: Date): boolean {
  if (unreconciled || unaccounted > 0 || undelivered > 0) return true;
  if (probe === null) return false;
  if (!probe.ok || (probe.webhook !== null && probe.webhook !== 'active')) return true;
  return !probe.renews && probe.endsAt !== null && Date.parse(probe.endsAt) - now.getTime() < SOON_MS;
}

/** What is known of a test message on its way round the loop. */
export interface TrialFacts {
  readonly askedAt: Date;
  readonly takenAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly failedAt: Date | null;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly readAt: Date | null;
  /** When its receiver wrote to us after it. */
  readonly answeredAt: Date | null;
}

export const TRIAL_STEPS = ['asked', 'taken', 'accepted', 'sent', 'delivered', 'read', 'answered'] as const;
export type TrialStepName = (typeof TRIAL_STEPS)[number];

export interface TrialStepState {
  readonly step: TrialStepName;
  /** `untold`: the channel does not report it. */
  readonly state: 'done' | 'waiting' | 'failed' | 'untold';
  readonly at: Date | null;
}

/** What an account reports of its messages, and whether people can answer on it. */
export interface TrialAbilities {
  readonly delivered: boolean;
  readonly read: boolean;
  readonly inbound: boolean;
}

/** The steps of a test: what failed is the first step that was not reached; whoever has read something has also got it. */
export function trialSteps(facts: TrialFacts, can: TrialAbilities): TrialStepState[] {
  const delivered = facts.deliveredAt ?? facts.readAt;
  const reached: Readonly<Record<TrialStepName, Date | null>> = {
    asked: facts.askedAt,
    taken: facts.takenAt,
    accepted: facts.acceptedAt,
    sent: facts.sentAt ?? delivered,
    delivered,
    read: facts.readAt,
    answered: facts.answeredAt,
  };
  const told: Readonly<Partial<Record<TrialStepName, boolean>>> = {
    sent: can.delivered || can.read,
    delivered: can.delivered,
    read: can.read,
    answered: can.inbound,
  };
  const failed = facts.failedAt ? TRIAL_STEPS.find((step) => !reached[step] && told[step] !== false) : null;
  return TRIAL_STEPS.map((step) => {
    const at = reached[step];
    if (at) return { step, state: 'done', at };
    if (step === failed) return { step, state: 'failed', at: facts.failedAt };
    return { step, state: told[step] === false ? 'untold' : 'waiting', at: null };
  });
}

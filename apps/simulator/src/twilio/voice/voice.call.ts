import { CallKeypad } from './call.keypad.js';
import type {
  CallDirection,
  CallMoment,
  CallPlace,
  CallReports,
  CallStatus,
  CallStep,
  CallView,
  FinalStatus,
} from './call.types.js';
import { deferred, Interruption } from './interruption.js';
import type { Source } from './twiml.document.js';

/** What a call is from its beginning. */
export type CallFacts = {
  readonly sid: string;
  readonly accountSid: string;
  readonly from: string;
  readonly to: string;
  readonly direction: CallDirection;
  readonly parentSid: string | null;
  /** The number of the telephone that it is on; null on a softphone. */
  readonly person: string | null;
  /** The identity of the softphone that it is on; null on a telephone. */
  readonly client: string | null;
  /** What the softphone is told beside who calls. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly reports: CallReports | null;
  readonly createdAt: number;
};

/** How a call ends that nobody answered. */
export type Refusal = Exclude<FinalStatus, 'completed'>;

/** Whether whom it rings at took it. */
export type Pickup = 'answered' | Refusal;

/** One call: a telephone's or a softphone's line to Twilio. What happens on it is the runner's matter. */
export class VoiceCall {
  readonly keypad = new CallKeypad();
  readonly steps: CallStep[] = [];
  status: CallStatus;
  answeredAt: number | null = null;
  endedAt: number | null = null;
  moment: CallMoment = { kind: 'ringing' };
  place: CallPlace | null = null;
  /** Nothing more will be played to it. */
  hasHungUp = false;
  /** The softphone is silent. */
  muted = false;
  /** How many reports were made: each bears the next number. */
  reported = 0;
  /** Seconds that the person speaks when a voicemail begins, where they said so before. */
  voicemailSeconds: number | null = null;
  private readonly pickup = deferred<Pickup>();
  private next: Source | null = null;
  private control = new AbortController();

  constructor(
    readonly facts: CallFacts,
    private readonly now: () => number,
    private readonly onChange: (call: VoiceCall) => void,
  ) {
    this.status = facts.direction === 'inbound' ? 'ringing' : 'queued';
  }

  get sid(): string {
    return this.facts.sid;
  }

  get isOver(): boolean {
    return this.endedAt !== null;
  }

  /** Whole seconds from the answer to the end, or to now; at least one where it was answered. */
  get seconds(): number {
    if (this.answeredAt === null) return 0;
    return Math.max(1, Math.round(((this.endedAt ?? this.now()) - this.answeredAt) / 1000));
  }

  /** Aborted when what the call does now is to end. */
  get signal(): AbortSignal {
    return this.control.signal;
  }

  /** A new signal for what the call does next; it is aborted, with an `Interruption`, when the call is to do something else. */
  renew(): AbortSignal {
    this.control = new AbortController();
    if (this.hasHungUp || this.next) this.control.abort(new Interruption());
    return this.control.signal;
  }

  /** The call leaves what it is doing and goes on with other verbs. */
  redirect(next: Source): void {
    if (this.hasHungUp) return;
    this.next = next;
    this.control.abort(new Interruption());
  }

  /** What the call goes on with after an interruption; null when it is over. */
  takeNext(): Source | null {
    const next = this.next;
    this.next = null;
    return next;
  }

  /** One side hangs up, whatever the call is doing. A call that nobody answered ends as `unanswered` says. */
  hangUp(unanswered: Refusal = 'canceled'): void {
    this.hasHungUp = true;
    this.next = null;
    this.pick(unanswered);
    this.control.abort(new Interruption());
  }

  /** Whom it rings at answers, declines, or never will. The first word counts. */
  pick(outcome: Pickup): void {
    this.pickup.resolve(outcome);
  }

  /** Resolves once it was answered or surely will not be. */
  get picked(): Promise<Pickup> {
    return this.pickup.promise;
  }

  begin(): void {
    if (this.answeredAt !== null) return;
    this.answeredAt = this.now();
    this.status = 'in-progress';
    this.moment = { kind: 'quiet' };
    this.note('answer', '');
  }

  ring(): void {
    this.status = 'ringing';
    this.note('ring', '');
  }

  /** It is over: completed, or as it was refused. */
  async end(): Promise<void> {
    if (this.isOver) return;
    const picked = this.answeredAt === null ? await this.picked : 'answered';
    const status = picked === 'answered' ? 'completed' : picked;
    this.endedAt = this.now();
    this.status = status;
    this.moment = { kind: 'ended' };
    this.place = null;
    this.note('end', status);
  }

  /** What was heard or done, as the next step. */
  note(kind: CallStep['kind'], text: string, language?: string): void {
    this.steps.push({ at: new Date(this.now()).toISOString(), kind, text, language });
    this.onChange(this);
  }

  be(moment: CallMoment): void {
    if (this.isOver) return;
    this.moment = moment;
    this.onChange(this);
  }

  put(place: CallPlace | null): void {
    this.place = place;
    this.onChange(this);
  }

  mute(muted: boolean): void {
    this.muted = muted;
    this.onChange(this);
  }

  view(): CallView {
    const { sid, from, to, direction, person, client, createdAt } = this.facts;
    return {
      sid,
      from,
      to,
      direction,
      person,
      client,
      status: this.status,
      startedAt: iso(createdAt) ?? '',
      answeredAt: iso(this.answeredAt),
      endedAt: iso(this.endedAt),
      moment: this.moment,
      place: this.place,
      muted: this.muted,
      steps: this.steps,
    };
  }
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

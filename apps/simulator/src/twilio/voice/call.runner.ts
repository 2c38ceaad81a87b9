import type { Turn, VerbDoer } from './call.turn.js';
import type { DocumentLoader } from './document.loader.js';
import { Interruption, unlessAborted } from './interruption.js';
import type { RecordingsStore } from './recordings.store.js';
import { type Source, TwimlError, type Verb } from './twiml.document.js';
import type { VoiceAccount } from './voice.account.js';
import type { VoiceCall } from './voice.call.js';
import type { VoiceWebhooks } from './voice.webhooks.js';

type Parts = {
  readonly loader: DocumentLoader;
  readonly recordings: RecordingsStore;
  readonly webhooks: VoiceWebhooks;
  /** What executes each verb. */
  readonly doers: () => Readonly<Record<string, VerbDoer>>;
};

/** Executes TwiML on calls, from their first document to their end. */
export class CallRunner {
  constructor(private readonly parts: Parts) {}

  /** Resolves when the call is over. */
  async run(call: VoiceCall, account: VoiceAccount, first: Source): Promise<void> {
    for (let next: Source | null = first; next !== null;) next = await this.stage(call, account, next);
    call.hangUp();
    await this.finish(call);
  }

  /** Ends a call, its recordings, and tells so. */
  async finish(call: VoiceCall): Promise<void> {
    await call.end();
    this.parts.recordings.finishOf(call);
    await this.parts.webhooks.report(call, 'completed');
  }

  /** Plays documents to one call, from a source on, until one ends or says Leave. */
  async play(turn: Turn, source: Source): Promise<'end' | 'leave'> {
    for (let next: Source | undefined = source; next !== undefined;) {
      const document = await unlessAborted(this.parts.loader.load(turn, next), turn.signal);
      if (document.verbs[0]?.name !== 'Reject') turn.call.begin();
      const outcome = await this.execute({ ...turn, url: document.url }, document.verbs);
      if (outcome === 'leave') return outcome;
      next = outcome;
    }
    return 'end';
  }

  private async execute(turn: Turn, verbs: readonly Verb[]) {
    const doers = this.parts.doers();
    for (const verb of verbs) {
      const outcome = await doers[verb.name]?.(turn, verb);
      if (outcome !== undefined) return outcome;
    }
    return undefined;
  }

  /** One document and those it leads to. What follows after an interruption, or null at the end. */
  private async stage(call: VoiceCall, account: VoiceAccount, source: Source): Promise<Source | null> {
    const signal = call.renew();
    try {
      await this.play({ call, account, signal, url: null, waiting: null }, source);
      return null;
    } catch (error) {
      if (error instanceof Interruption) return call.takeNext();
      if (!(error instanceof TwimlError)) throw error;
      call.begin();
      call.note('error', error.message);
      call.note('say', 'We are sorry, an application error has occurred. Goodbye.', 'en-US');
      return null;
    }
  }
}

import type { Turn } from './call.turn.js';
import { waitFor } from './interruption.js';
import type { Source } from './twiml.document.js';

/** Plays documents from one on, to their end; says whether the last verb was Leave. */
export type DocumentPlayer = (turn: Turn, source: Source) => Promise<'end' | 'leave'>;

const shortestRoundMs = 25;

/** Plays the same document to somebody who waits, over and over. */
export class WaitingRoom {
  constructor(private readonly play: DocumentPlayer) {}

  /** Resolves when a document says Leave; rejects when the turn's signal is aborted, or a document is wrong. */
  async keep(turn: Turn, url: string): Promise<void> {
    const shortest = Math.max(shortestRoundMs, 1000 * turn.account.pace.speech);
    for (;;) {
      const round = waitFor(shortest, turn.signal);
      round.catch(() => undefined);
      if ((await this.play(turn, { url })) === 'leave') return;
      await round;
    }
  }
}

import type { Turn } from './call.turn.js';
import type { ParticipantStatus, Participation } from './conference.types.js';
import { deferred, Interruption } from './interruption.js';
import { TwimlError } from './twiml.document.js';
import type { VoiceCall } from './voice.call.js';
import type { WaitingRoom } from './waiting.room.js';

/** Somebody who takes part in a conference, or was called for it. */
export class ConferenceParticipant {
  /** Set once they are in. */
  joinedAt: number | null = null;
  leftAt: number | null = null;
  private music: AbortController | null = null;
  private readonly leaving = deferred<void>();

  constructor(
    readonly call: VoiceCall,
    readonly part: Participation,
    readonly createdAt: number,
  ) {}

  get isIn(): boolean {
    return this.joinedAt !== null && this.leftAt === null;
  }

  /** Resolves once they were shown out, or the conference ended. */
  get shownOut(): Promise<void> {
    return this.leaving.promise;
  }

  showOut(): void {
    this.leaving.resolve();
  }

  /** Plays a document to them over and over, until `hush`. */
  play(room: WaitingRoom, turn: Turn, url: string): void {
    this.hush();
    this.music = new AbortController();
    const signal = AbortSignal.any([turn.signal, this.music.signal]);
    const waiting = { ...turn, signal, waiting: () => ({}) };
    room.keep(waiting, url).catch((error: unknown) => {
      if (error instanceof TwimlError) turn.call.note('error', error.message);
    });
  }

  hush(): void {
    this.music?.abort(new Interruption());
    this.music = null;
  }

  get status(): ParticipantStatus {
    if (this.isIn) return 'connected';
    if (this.joinedAt !== null) return 'complete';
    if (this.call.isOver) return 'failed';
    return this.call.status === 'queued' ? 'queued' : 'ringing';
  }
}

import { knownSeconds, nextSpeed } from './voice.rules.js';
import type { Speed } from './voice.rules.js';

/** What is heard of a voice note, in seconds. */
export interface Heard {
  readonly playing: boolean;
  readonly at: number;
  readonly length: number;
  readonly speed: Speed;
  /** Its bytes can't be had, or this browser can't play them. */
  readonly failed: boolean;
}

const EVENTS = ['timeupdate', 'durationchange', 'play', 'pause', 'ended', 'seeked', 'ratechange'] as const;

/** The voice that is heard now; another one that begins ends it. */
let speaking: HTMLAudioElement | null = null;

/** Plays one audio file. Its bytes are loaded whole, so that it can be heard from any place without asking the server again. */
export class VoiceAudio {
  private readonly audio = new Audio();
  private readonly listeners = new Set<() => void>();
  private loading: Promise<void> | null = null;
  private failed = false;
  private speed: Speed = 1;
  private heard: Heard = { playing: false, at: 0, length: 0, speed: 1, failed: false };

  constructor(private readonly url: string) {
    for (const name of EVENTS) this.audio.addEventListener(name, () => this.tell());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): Heard => this.heard;

  /** Fetches the bytes, once, so that the length is known. */
  load(): Promise<void> {
    this.loading ??= this.fetch().catch(() => {
      this.failed = true;
      this.tell();
    });
    return this.loading;
  }

  async play(): Promise<void> {
    await this.load();
    if (this.failed) return;
    if (speaking !== this.audio) speaking?.pause();
    speaking = this.audio;
    await this.audio.play().catch(() => this.tell());
  }

  pause(): void {
    this.audio.pause();
  }

  /** Told at once: the next press of an arrow key starts from here, however long the browser takes to get there. */
  seek(seconds: number): void {
    this.audio.currentTime = seconds;
    this.tell();
  }

  faster(): void {
    this.speed = nextSpeed(this.speed);
    this.audio.defaultPlaybackRate = this.speed;
    this.audio.playbackRate = this.speed;
    this.tell();
  }

  /** Falls silent and gives the bytes back; loading again is possible. */
  close(): void {
    this.audio.pause();
    if (this.audio.src) URL.revokeObjectURL(this.audio.src);
    this.loading = null;
  }

  private async fetch(): Promise<void> {
    const answer = await fetch(this.url);
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const known = new Promise<void>((resolve, reject) => {
      this.audio.addEventListener('loadedmetadata', () => resolve(), { once: true });
      this.audio.addEventListener('error', () => reject(new Error('not playable')), { once: true });
    });
    this.audio.src = URL.createObjectURL(await answer.blob());
    await known;
  }

  private tell(): void {
    const { paused, currentTime, duration } = this.audio;
    const { speed, failed } = this;
    this.heard = { playing: !paused, at: currentTime, length: knownSeconds(duration), speed, failed };
    for (const listener of this.listeners) listener();
  }
}

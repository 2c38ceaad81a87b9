import { ChannelError } from '../../channel.js';

const FREE_TRIES = 3;
const FIRST_REST_MS = 60_000;
const LONGEST_REST_MS = 1_800_000;

/**
 * Keeps us from hammering a mail server with a password it refused: providers lock accounts for that. The first three
 * refusals in a row cost nothing, then tries rest for one minute, two, four, up to half an hour. New settings mean a new brake.
 */
export class LoginBrake {
  private refusals = 0;
  private until = 0;
  private last: ChannelError | null = null;

  constructor(private readonly now: () => Date) {}

  /** Runs the login; while resting, repeats the last refusal without asking the server. */
  async run<T>(login: () => Promise<T>): Promise<T> {
    if (this.last && this.now().getTime() < this.until) throw this.last;
    try {
      const result = await login();
      this.refusals = 0;
      this.last = null;
      return result;
    } catch (error) {
      if (error instanceof ChannelError && error.kind === 'auth') this.note(error);
      throw error;
    }
  }

  private note(error: ChannelError): void {
    this.refusals += 1;
    this.last = error;
    const rests = this.refusals - FREE_TRIES;
    const rest = rests < 0 ? 0 : Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** rests);
    this.until = this.now().getTime() + rest;
  }
}

import { Injectable } from '@nestjs/common';
import { type RateLimit, RateLimiter } from '@sila/access';
import type { PortalChallenge, Proof } from '@sila/contracts';
import { DomainError } from '@sila/domain';
import { Clock, Keys, sameText, sha256 } from '@sila/platform';
import { randomBytes } from 'node:crypto';

/** On average 2^14 hashes: a second on a cheap phone, and too much for who wants thousands. */
const BITS = 14;
const GOOD_MS = 30 * 60_000;
const ONCE = { name: 'portal-proof', limit: 1, windowMs: GOOD_MS } as const satisfies RateLimit;

/** Makes a browser work a little before it may make something of us, instead of asking a foreign captcha. */
@Injectable()
export class ProofOfWork {
  constructor(
    private readonly keys: Keys,
    private readonly clock: Clock,
    private readonly limiter: RateLimiter,
  ) {}

  /** Nothing is stored: the challenge carries its own end and signature. */
  challenge(): PortalChallenge {
    const body = `${this.clock.now().getTime() + GOOD_MS}.${randomBytes(12).toString('hex')}`;
    return { challenge: `${body}.${this.keys.sign('portal-proof', body)}`, bits: BITS };
  }

  /** Takes each challenge once. Throws `bad-request` for work that was not done, was made up, or is too old. */
  async demand({ challenge, number }: Proof): Promise<void> {
    const [end = '', chance = '', signature = ''] = challenge.split('.');
    const isOurs = sameText(signature, this.keys.sign('portal-proof', `${end}.${chance}`));
    const isFresh = Number(end) > this.clock.now().getTime();
    if (!isOurs || !isFresh || !isSolved(challenge, number))
      throw new DomainError('bad-request', { field: 'proof' });
    await this.limiter.hit(ONCE, challenge);
  }
}

function isSolved(challenge: string, number: number): boolean {
  const first = parseInt(sha256(`${challenge}.${number}`).slice(0, 8), 16);
  return Math.clz32(first) >= BITS;
}

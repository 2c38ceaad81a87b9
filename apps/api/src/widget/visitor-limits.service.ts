import { Injectable } from '@nestjs/common';
import { type RateLimit, RateLimiter } from '@sila/access';
import type { Visitor } from './visitor.queries.js';

const QUARTER_HOUR = 15 * 60_000;
const MINUTE = 60_000;

/** What one visitor may do, and what all behind one network address may: mobile networks put thousands behind one. */
const PER_VISITOR = {
  message: { name: 'visitor-message', limit: 30, windowMs: MINUTE },
  upload: { name: 'visitor-upload', limit: 40, windowMs: QUARTER_HOUR },
  receipt: { name: 'visitor-receipt', limit: 120, windowMs: MINUTE },
  read: { name: 'visitor-read', limit: 240, windowMs: MINUTE },
} as const satisfies Record<string, RateLimit>;

const PER_ADDRESS = {
  session: { name: 'visitor-address-session', limit: 600, windowMs: QUARTER_HOUR },
  message: { name: 'visitor-address-message', limit: 1_500, windowMs: QUARTER_HOUR },
  upload: { name: 'visitor-address-upload', limit: 300, windowMs: QUARTER_HOUR },
  receipt: { name: 'visitor-address-receipt', limit: 6_000, windowMs: QUARTER_HOUR },
} as const satisfies Record<string, RateLimit>;

/** Throws `too-many-requests` with the seconds to wait. */
@Injectable()
export class VisitorLimits {
  constructor(private readonly limiter: RateLimiter) {}

  async session(address: string): Promise<void> {
    await this.limiter.hit(PER_ADDRESS.session, address);
  }

  async write(
    kind: 'message' | 'upload' | 'receipt',
    { visitorId }: Visitor,
    address: string,
  ): Promise<void> {
    await this.limiter.hit(PER_VISITOR[kind], visitorId);
    await this.limiter.hit(PER_ADDRESS[kind], address);
  }

  async read({ visitorId }: Visitor): Promise<void> {
    await this.limiter.hit(PER_VISITOR.read, visitorId);
  }
}

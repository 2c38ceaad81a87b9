import { Injectable } from '@nestjs/common';
import { type RateLimit, RateLimiter } from '@sila/access';

const QUARTER_HOUR = 15 * 60_000;
const MINUTE = 60_000;

/** What one form may do, and what all behind one network address may: mobile networks put thousands behind one. */
const PER_DRAFT = {
  save: { name: 'portal-save', limit: 120, windowMs: MINUTE },
  upload: { name: 'portal-upload', limit: 40, windowMs: QUARTER_HOUR },
  code: { name: 'portal-code', limit: 5, windowMs: QUARTER_HOUR },
  submit: { name: 'portal-submit', limit: 20, windowMs: QUARTER_HOUR },
} as const satisfies Record<string, RateLimit>;

const PER_ADDRESS = {
  read: { name: 'portal-address-read', limit: 1_500, windowMs: QUARTER_HOUR },
  open: { name: 'portal-address-open', limit: 200, windowMs: QUARTER_HOUR },
  save: { name: 'portal-address-save', limit: 6_000, windowMs: QUARTER_HOUR },
  upload: { name: 'portal-address-upload', limit: 400, windowMs: QUARTER_HOUR },
  code: { name: 'portal-address-code', limit: 100, windowMs: QUARTER_HOUR },
  submit: { name: 'portal-address-submit', limit: 400, windowMs: QUARTER_HOUR },
  resume: { name: 'portal-address-resume', limit: 60, windowMs: QUARTER_HOUR },
} as const satisfies Record<string, RateLimit>;

const PER_CONTACT = {
  code: { name: 'portal-contact-code', limit: 3, windowMs: QUARTER_HOUR },
  codesOfDay: { name: 'portal-contact-codes-of-day', limit: 10, windowMs: 96 * QUARTER_HOUR },
  resume: { name: 'portal-contact-resume', limit: 10, windowMs: QUARTER_HOUR },
} as const satisfies Record<string, RateLimit>;

/** Throws `too-many-requests` with the seconds to wait. */
@Injectable()
export class PortalLimits {
  constructor(private readonly limiter: RateLimiter) {}

  async stranger(kind: 'read' | 'open' | 'code' | 'resume', address: string): Promise<void> {
    await this.limiter.hit(PER_ADDRESS[kind], address);
  }

  async draft(kind: keyof typeof PER_DRAFT, id: string, address: string): Promise<void> {
    await this.limiter.hit(PER_DRAFT[kind], id);
    await this.limiter.hit(PER_ADDRESS[kind], address);
  }

  /** `contact` is a digest already. */
  async contact(kind: keyof typeof PER_CONTACT, contact: string): Promise<void> {
    await this.limiter.hit(PER_CONTACT[kind], contact);
  }
}

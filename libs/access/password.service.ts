import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '@sila/domain';
import { COMMON_PASSWORDS } from './common-passwords.js';
import { Semaphore } from './semaphore.js';

/** Argon2id by OWASP's minimum: 19 MiB, two passes, one thread. The library's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const MIN_LENGTH = 10;
const MAX_LENGTH = 128;
/** How many hashes are made at once, and how many may wait: memory stays bounded under a flood of sign-ins. */
const AT_ONCE = 3;
const MAX_WAITING = 60;

/** Stores and checks passwords. */
@Injectable()
export class PasswordService {
  private readonly turns = new Semaphore(AT_ONCE, MAX_WAITING);
  private decoy: Promise<string> | null = null;

  /** An argon2id hash in PHC form. Throws `weak-password` by `refuseWeak`, `unavailable` when too many wait. */
  async hash(password: string, personal: readonly string[] = []): Promise<string> {
    refuseWeak(password, personal);
    return this.turns.run(() => hash(normalised(password), COST));
  }

  /**
   * True when the password is the one that was hashed. Without a hash it takes as long and is false, so that the time
   * does not tell which accounts exist. Throws `unavailable` when too many wait.
   */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const against = stored ?? (await this.decoyHash());
    if (password.length > MAX_LENGTH) return false;
    const matches = await this.turns.run(() => verify(against, normalised(password)));
    return matches && stored !== null;
  }

  /** Makes the decoy beforehand, so that the first sign-in is not slower than others. */
  async warmUp(): Promise<void> {
    await this.decoyHash();
  }

  private decoyHash(): Promise<string> {
    this.decoy ??= hash('nobody has this password', COST);
    return this.decoy;
  }
}

/**
 * Throws `weak-password` for what is short, long beyond sense, common, repeats itself, or contains the person's own
 * name or address (NIST SP 800-63B §3.1.1.2).
 */
export function refuseWeak(password: string, personal: readonly string[] = []): void {
  const weakness = weaknessOf(password, personal);
  if (weakness) throw new DomainError('weak-password', { weakness, minLength: MIN_LENGTH });
}

function weaknessOf(password: string, personal: readonly string[]): string | null {
  const folded = normalised(password).toLowerCase();
  if (Array.from(folded).length < MIN_LENGTH) return 'short';
  if (password.length > MAX_LENGTH) return 'long';
  if (new Set(folded).size < 5) return 'repetitive';
  if (isCommon(folded)) return 'common';
  const parts = personal.flatMap((text) => text.toLowerCase().split(/[@.\s]+/));
  return parts.some((part) => part.length >= 5 && folded.includes(part)) ? 'personal' : null;
}

/** A common word stays common with digits and signs around it. */
function isCommon(folded: string): boolean {
  const core = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return COMMON_PASSWORDS.has(folded) || (core.length >= folded.length - 4 && COMMON_PASSWORDS.has(core));
}

function normalised(password: string): string {
  return password.normalize('NFKC');
}

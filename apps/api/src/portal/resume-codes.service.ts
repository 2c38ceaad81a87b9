import { Injectable } from '@nestjs/common';
import type { DraftCode, DraftKey, ResumeDraft } from '@sila/contracts';
import { type ContactKey, DomainError, latinDigits, normaliseEmail, toE164 } from '@sila/domain';
import { Clock, Keys, newToken, sameText, sha256 } from '@sila/platform';
import { randomInt } from 'node:crypto';
import { CodeSender } from './code-sender.service.js';
import { FormDrafts, KEPT_DAYS } from './form-drafts.service.js';
import { PortalLimits } from './portal-limits.service.js';
import { countTry, setResumeCode, type SubmissionRow, takeUp, waitingFor } from './submission.queries.js';

const MOST_TRIES = 5;
const SENT_MS = 15 * 60_000;
const WRITTEN_MS = KEPT_DAYS * 86_400_000;
/** Without letters and digits that are taken for others. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/**
 * One-time codes to go on with a form on another device. Only digests are kept, of addresses and codes alike; whether a form
 * waits for an address is told to nobody (security.md §5).
 */
@Injectable()
export class ResumeCodes {
  constructor(
    private readonly drafts: FormDrafts,
    private readonly sender: CodeSender,
    private readonly limits: PortalLimits,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  /**
   * Ties a form to an address. Where a channel can write to it first, a code is sent there when it is asked for; where none
   * can, the code is given here, to be written down.
   */
  async tie(row: SubmissionRow, contact: string): Promise<DraftCode> {
    const address = addressOf(contact);
    if (!address) throw new DomainError('bad-request', { field: 'contact' });
    const contactHash = this.digestOf(address);
    if (await this.sender.canReach(address)) {
      await setResumeCode(this.drafts.sql, row.id, { contactHash, codeHash: null, codeExpiresAt: null });
      return { code: null };
    }
    const code = pick(8, ALPHABET);
    await this.keep(row, contactHash, code, WRITTEN_MS);
    return { code };
  }

  /** Sends a code to an address for which a form waits; the answer is the same when none does. */
  async send(contact: string): Promise<void> {
    const address = addressOf(contact);
    if (!address) return;
    const contactHash = this.digestOf(address);
    await this.limits.contact('code', contactHash);
    await this.limits.contact('codesOfDay', contactHash);
    const row = await waitingFor(this.drafts.sql, contactHash, this.clock.now());
    if (!row || !(await this.sender.canReach(address))) return;
    const code = pick(6, '0123456789');
    await this.keep(row, contactHash, code, SENT_MS);
    // Not awaited: how long a provider takes would tell that there is a form.
    void this.sender.send(address, code, row);
  }

  /** The key of the form that this code leads to, once. Throws `wrong-credentials`, whatever the reason. */
  async resume({ contact, code }: ResumeDraft): Promise<DraftKey> {
    const address = addressOf(contact);
    if (!address) throw new DomainError('wrong-credentials');
    const contactHash = this.digestOf(address);
    await this.limits.contact('resume', contactHash);
    const tried = await countTry(this.drafts.sql, contactHash, MOST_TRIES, this.clock.now());
    const given = this.codeDigest(contactHash, latinDigits(code).replace(/[\s-]/g, '').toUpperCase());
    const token = newToken();
    const isRight = sameText(given, tried?.codeHash ?? '');
    if (!tried || !isRight || !(await takeUp(this.drafts.sql, tried.id, tried.codeHash, sha256(token))))
      throw new DomainError('wrong-credentials');
    return { token };
  }

  private async keep(row: SubmissionRow, contactHash: string, code: string, ms: number): Promise<void> {
    const codeExpiresAt = new Date(this.clock.now().getTime() + ms);
    const codeHash = this.codeDigest(contactHash, code);
    await setResumeCode(this.drafts.sql, row.id, { contactHash, codeHash, codeExpiresAt });
  }

  private digestOf({ kind, value }: ContactKey): string {
    return this.keys.sign('portal-contact', `${kind}|${value}`);
  }

  private codeDigest(contactHash: string, code: string): string {
    return this.keys.sign('portal-code', `${contactHash}|${code}`);
  }
}

/** A mobile number or a mail address, as somebody types it. */
function addressOf(text: string): ContactKey | null {
  if (text.includes('@')) return { kind: 'email', value: normaliseEmail(text) };
  const phone = /\p{L}/u.test(text) ? null : toE164(text);
  return phone ? { kind: 'phone', value: phone } : null;
}

function pick(count: number, alphabet: string): string {
  return Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join('');
}

import { createHash } from 'node:crypto';
import type { AddressObject, ParsedMail } from 'mailparser';
import type { AccountsStore } from '../core/accounts.store.js';
import type { LedgerStore } from '../core/ledger.store.js';
import { ProblemError } from '../core/problem.error.js';
import type { ReceivedStore } from '../core/received.store.js';
import type { SimulatedClock } from '../core/simulated.clock.js';
import type { MediaStore } from '../core/media.store.js';
import { mailboxKind } from './account.kind.js';
import { composeMail, traceHeaders } from './mail.composer.js';
import type { MailSend } from './mail.contract.js';
import { readHead, readMail } from './mail.reading.js';
import type { StoredMail } from './mail.folder.js';
import type { PostOffice } from './post.office.js';

export type MailSent = {
  readonly channel: 'email';
  /** The Message-ID, empty when the raw mail has none. */
  readonly id: string;
  readonly mailId: string;
  readonly uid: number;
};

export type Delivered = { readonly mail: StoredMail; readonly messageId: string };

export type Envelope = { readonly from: string; readonly to: string };

/** Brings mail into mailboxes, whichever side it comes from, and keeps the ledger of it. */
export class MailCarrier {
  constructor(
    private readonly parts: {
      readonly accounts: AccountsStore;
      readonly clock: SimulatedClock;
      readonly ledger: LedgerStore;
      readonly media: MediaStore;
      readonly office: PostOffice;
      readonly received: ReceivedStore;
    },
  ) {}

  /** A beneficiary writes to the association. Throws a ProblemError when the association has no mailbox. */
  async send(input: MailSend): Promise<MailSent> {
    const to = input.to ?? this.parts.accounts.of(mailboxKind)[0]?.address;
    if (to === undefined) throw new ProblemError(409, 'no-mailbox', 'The association has no mailbox yet');
    const raw = await this.bytesOf(input, to);
    const own = this.parts.office.boxFor(input.from).folder('Sent');
    if (input.raw === undefined && !this.parts.office.associationOf(input.from)) {
      own?.append(raw, this.parts.clock.now(), ['\\Seen']);
    }
    const traced =
      input.raw === undefined ? this.traced(raw, { from: input.from, to }, input.authenticated) : raw;
    const stored = await Promise.all(
      Array.from({ length: input.times }, () =>
        this.deliver(traced, { from: input.from, to }, input.text ?? ''),
      ),
    );
    const first = stored[0];
    if (!first) throw new ProblemError(500, 'not-delivered', 'Nothing was delivered');
    return { channel: 'email', id: first.messageId, mailId: first.mail.id, uid: first.mail.uid };
  }

  /**
   * Puts a mail, as it is, into the mailbox of one recipient. A mail that can't be taken apart is delivered all the same;
   * the association's mail is not taken apart at all beyond its head, since that is Sila's work.
   */
  async deliver(raw: Buffer, envelope: Envelope, text?: string): Promise<Delivered> {
    const inbound = this.parts.office.associationOf(envelope.to) !== undefined;
    const mail = this.parts.office.boxFor(envelope.to).inbox.append(raw, this.parts.clock.now());
    const parsed = inbound ? await readHead(raw) : await readMail(raw);
    const messageId = parsed?.messageId ?? '';
    this.parts.ledger.write({
      kind: 'message',
      channel: 'email',
      direction: inbound ? 'inbound' : 'outbound',
      messageId,
      from: envelope.from,
      to: envelope.to,
      text: text ?? parsed?.text ?? '',
      subject: parsed?.subject ?? '',
    });
    if (!inbound) this.arrive(parsed, mail, envelope);
    return { mail, messageId };
  }

  /** As `deliver`, after the receiving server has put its trace lines on top. */
  deliverTraced(raw: Buffer, envelope: Envelope): Promise<Delivered> {
    return this.deliver(this.traced(raw, envelope, true), envelope);
  }

  private traced(raw: Buffer, envelope: Envelope, authenticated: boolean): Buffer {
    const account = this.parts.office.associationOf(envelope.to) ?? { authservId: 'mx.simulator.test' };
    return Buffer.concat([
      Buffer.from(traceHeaders(account, envelope, authenticated, this.parts.clock.date())),
      raw,
    ]);
  }

  private async bytesOf(input: MailSend, to: string): Promise<Buffer> {
    if (input.raw !== undefined) return Buffer.from(input.raw, 'base64');
    const media = await Promise.all(input.media.map((each) => this.parts.media.take(each)));
    const attachments = media.map((each, index) => ({
      content: each.bytes,
      contentType: each.contentType,
      filename: each.fileName ?? `file-${index + 1}`,
    }));
    return (await composeMail(input, to, attachments, this.parts.clock.date())).raw;
  }

  private arrive(parsed: ParsedMail | null, mail: StoredMail, envelope: Envelope): void {
    const at = this.parts.clock.iso();
    this.parts.received.add({
      at,
      channel: 'email',
      id: parsed?.messageId ?? '',
      from: addressIn(parsed?.from) ?? envelope.from,
      to: envelope.to,
      text: parsed?.text ?? '',
      subject: parsed?.subject ?? null,
      html: parsed?.html || null,
      inReplyTo: parsed?.inReplyTo ?? null,
      references: listOf(parsed?.references),
      statuses: [{ status: 'delivered', at }],
      mailId: mail.id,
      media: (parsed?.attachments ?? []).map((attachment, index) => ({
        url: `/mail/${mail.id}/attachments/${index}`,
        contentType: attachment.contentType,
        size: attachment.size,
        sha256: createHash('sha256').update(attachment.content).digest('hex'),
        fileName: attachment.filename ?? null,
      })),
    });
  }
}

const addressIn = (header: AddressObject | undefined): string | undefined => header?.value[0]?.address;

const listOf = (references: string | readonly string[] | undefined): readonly string[] =>
  references === undefined ? [] : typeof references === 'string' ? [references] : references;

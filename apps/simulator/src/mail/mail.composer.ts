import { randomUUID } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailboxAccount } from './account.kind.js';
import type { MailSend } from './mail.contract.js';

/** A mail ready for delivery: its bytes and the Message-ID it carries. */
export type ComposedMail = { readonly raw: Buffer; readonly messageId: string };

type Attachment = { readonly content: Buffer; readonly contentType: string; readonly filename: string };

/** Writes the mail as a beneficiary's mail program would. */
export const composeMail = async (
  input: MailSend,
  to: string,
  attachments: readonly Attachment[],
  date: Date,
): Promise<ComposedMail> => {
  const messageId = input.messageId ?? `<${randomUUID()}@${input.from.split('@')[1] ?? 'example.org'}>`;
  const composer = new MailComposer({
    from: input.name === undefined ? input.from : { name: input.name, address: input.from },
    to,
    subject: input.subject,
    date,
    messageId,
    headers: input.headers,
    attachments: [...attachments],
    ...(input.text === undefined ? {} : { text: input.text }),
    ...(input.html === undefined ? {} : { html: input.html }),
    ...(input.replyTo === undefined ? {} : { replyTo: input.replyTo }),
    ...(input.inReplyTo === undefined ? {} : { inReplyTo: input.inReplyTo }),
    ...(input.references.length === 0 ? {} : { references: [...input.references] }),
  });
  return { raw: await composer.compile().build(), messageId };
};

/** The lines that the association's receiving server puts on top of a mail (RFC 5321 §4.4, RFC 8601). */
export const traceHeaders = (
  account: Pick<MailboxAccount, 'authservId'>,
  envelope: { readonly from: string; readonly to: string },
  authenticated: boolean,
  date: Date,
): string => {
  const verdict = authenticated ? 'pass' : 'fail';
  const domain = envelope.from.split('@')[1] ?? 'invalid';
  const results = `spf=${verdict} smtp.mailfrom=${envelope.from}; dkim=${verdict} header.d=${domain}; dmarc=${verdict} header.from=${domain}`;
  return [
    `Return-Path: <${envelope.from}>`,
    `Delivered-To: ${envelope.to}`,
    `Received: from mail.${domain} by ${account.authservId} with ESMTPS id ${randomUUID().slice(0, 8)}; ${date.toUTCString()}`,
    `Authentication-Results: ${account.authservId}; ${results}`,
    '',
  ].join('\r\n');
};

import type { FastifyInstance, FastifyReply } from 'fastify';
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { ProblemError } from '../core/problem.error.js';
import { mailQuery } from './mail.contract.js';
import type { StoredMail } from './mail.folder.js';
import { readHead } from './mail.reading.js';
import type { MailSummary, MailView } from './mail.views.js';
import type { PostOffice } from './post.office.js';

type MailParams = { readonly id: string };

/** What may happen inside a mail that is shown: nothing but text, styles and pictures it brought along. */
const mailPolicy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; sandbox";

/** Mailboxes for the page: list, read, take apart. */
export const registerMail = (app: FastifyInstance, office: PostOffice): void => {
  app.get('/mailboxes', () => ({
    mailboxes: office.all().map((box) => ({
      address: box.address,
      association: office.associationOf(box.address) !== undefined,
      unread: box.inbox.all().filter(isUnread).length,
    })),
  }));
  app.get('/mail', async (request) => {
    const { address, folder, limit } = mailQuery.parse(request.query);
    const mails = office.boxFor(address).folder(folder)?.all() ?? [];
    return { mails: await Promise.all(mails.slice(-limit).reverse().map(summary)) };
  });
  app.get<{ Params: MailParams }>('/mail/:id', async (request) => {
    const { folder, mail } = find(office, request.params.id);
    if (isUnread(mail)) folder.setFlags(mail, [...mail.flags, '\\Seen']);
    return viewOf(mail, await simpleParser(mail.raw));
  });
  app.get<{ Params: MailParams }>('/mail/:id/raw', (request, reply) =>
    guarded(reply, 'text/plain; charset=utf-8').send(find(office, request.params.id).mail.raw),
  );
  app.get<{ Params: MailParams }>('/mail/:id/html', async (request, reply) => {
    const parsed = await simpleParser(find(office, request.params.id).mail.raw);
    return guarded(reply, 'text/html; charset=utf-8').send(parsed.html || '');
  });
  app.get<{ Params: MailParams & { readonly index: string } }>(
    '/mail/:id/attachments/:index',
    async (request, reply) => {
      const parsed = await simpleParser(find(office, request.params.id).mail.raw);
      const attachment = parsed.attachments[Number(request.params.index)];
      if (!attachment) throw new ProblemError(404, 'not-found', 'The mail has no such attachment');
      const name = encodeURIComponent(attachment.filename ?? 'file');
      reply.header('content-disposition', `attachment; filename*=UTF-8''${name}`);
      return guarded(reply, attachment.contentType).send(attachment.content);
    },
  );
};

const guarded = (reply: FastifyReply, type: string): FastifyReply =>
  reply.header('content-security-policy', mailPolicy).header('x-content-type-options', 'nosniff').type(type);

const find = (office: PostOffice, id: string) => {
  const found = office.find(id);
  if (!found) throw new ProblemError(404, 'not-found', 'There is no such mail');
  return found;
};

const isUnread = (mail: StoredMail): boolean => !mail.flags.has('\\Seen');

const summary = async (mail: StoredMail): Promise<MailSummary> => {
  const parsed = await readHead(mail.raw);
  const sender = parsed?.from?.value[0];
  return {
    id: mail.id,
    from: sender?.address ?? '',
    fromName: sender?.name ?? '',
    to: textOf(parsed?.to),
    subject: parsed?.subject ?? '',
    at: new Date(mail.internalDate).toISOString(),
    unread: isUnread(mail),
    hasAttachments: hasAttachments(mail.raw),
  };
};

const hasAttachments = (raw: Buffer): boolean => {
  const type = /^content-type:\s*(\S+)/im.exec(raw.toString('latin1', 0, 64 * 1024))?.[1] ?? '';
  return type.toLowerCase().startsWith('multipart/mixed');
};

const viewOf = (mail: StoredMail, parsed: ParsedMail): MailView => ({
  id: mail.id,
  messageId: parsed.messageId ?? null,
  from: parsed.from?.value[0]?.address ?? '',
  fromName: parsed.from?.value[0]?.name ?? '',
  replyTo: textOf(parsed.replyTo) || (parsed.from?.value[0]?.address ?? ''),
  to: textOf(parsed.to),
  subject: parsed.subject ?? '',
  at: new Date(mail.internalDate).toISOString(),
  text: parsed.text ?? '',
  hasHtml: (parsed.html || '').trim() !== '',
  references: [parsed.references ?? []].flat(),
  attachments: parsed.attachments.map((attachment, index) => ({
    url: `/mail/${mail.id}/attachments/${index}`,
    fileName: attachment.filename ?? 'file',
    contentType: attachment.contentType,
    size: attachment.size,
  })),
});

const textOf = (header: AddressObject | AddressObject[] | undefined): string =>
  [header ?? []]
    .flat()
    .flatMap((each) => each.value.map(({ address }) => address ?? ''))
    .join(', ');

import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Connection, Inbound } from '@sila/channels/channel';
import { email } from '../../libs/channels/email/channel.js';
import { eventOf } from '../../libs/channels/providers/mailbox/headers.js';

/** Where the shared mail corpora lie: beside the clone. */
export const CORPUS = path.resolve(import.meta.dirname, '../../../shared/fixtures/mail');

/** True when the corpora are at hand. */
export const hasCorpus = existsSync(CORPUS);

/** The files of one folder of the corpora, by name. */
export function corpusFiles(folder: string): { name: string; bytes: Buffer }[] {
  const directory = path.join(CORPUS, folder);
  return readdirSync(directory)
    .sort()
    .map((name) => ({ name: `${folder}/${name}`, bytes: readFileSync(path.join(directory, name)) }));
}

/** A mail account that is never connected; good for parsing. */
export function offlineConnection(): Connection {
  const values = email.settings.parse({
    address: 'help@charity.example',
    imapHost: '127.0.0.1',
    smtpHost: '127.0.0.1',
    user: 'help',
    password: 'unused',
  });
  return email.open(values, {
    accountId: 'account-1',
    webhookUrl: 'https://sila.example/hooks/mail',
    publicUrl: 'https://sila.example',
    now: () => new Date('2026-11-23T00:00:00Z'),
    sign: (purpose, value) =>
      createHmac('sha256', 'corpora').update(`${purpose}\0${value}`).digest('base64url'),
  });
}

/** What intake and the lane would make of these bytes. */
export async function parseMail(connection: Connection, body: Buffer): Promise<Inbound[]> {
  const request = { method: 'POLL', url: '', headers: {}, body };
  return connection.parse({ ...eventOf(body), request, receivedAt: new Date('2026-11-23T00:00:00Z') });
}

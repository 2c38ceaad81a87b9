import { ImapFlow } from 'imapflow';
import { type ParsedMail, simpleParser } from 'mailparser';
import type { Simulator } from '../../apps/simulator/src/simulator.js';

const BENEFICIARY_PASSWORD = 'beneficiary';

/** What lies in a beneficiary's mailbox, oldest first, read with a real IMAP client. */
export async function mailsOf({ imapPort }: Simulator, user: string): Promise<ParsedMail[]> {
  const client = await connect(imapPort, user, BENEFICIARY_PASSWORD);
  try {
    const mails: ParsedMail[] = [];
    for await (const { source } of client.fetch('1:*', { source: true }))
      if (source) mails.push(await simpleParser(source));
    return mails;
  } finally {
    await client.logout();
  }
}

/** Puts mails into a mailbox byte for byte, as a delivering server would. */
export async function deliver(
  server: { readonly port: number; readonly password: string },
  user: string,
  mails: readonly Buffer[],
): Promise<void> {
  const client = await connect(server.port, user, server.password);
  try {
    for (const mail of mails) await client.append('INBOX', mail);
  } finally {
    await client.logout();
  }
}

async function connect(port: number, user: string, pass: string): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: false,
    auth: { user, pass },
    logger: false,
  });
  client.on('error', () => undefined);
  await client.connect();
  await client.mailboxOpen('INBOX');
  return client;
}

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import twilio from 'twilio';
import { startSimulator, type Simulator } from './simulator.js';

/** Credentials used by the specs. */
export const testAccount = {
  accountSid: `AC${'0123456789abcdef'.repeat(2)}`,
  authToken: 'a-token-for-tests',
  number: '+966500000001',
};

export const testMailbox = { address: 'help@charity.example', user: 'help', password: 'mailbox-secret' };

export type CaughtRequest = {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly params: Readonly<Record<string, string>>;
};

/** A stand-in for Sila's webhook endpoint: keeps what it is sent and answers as told, with an empty document by default. */
export const startCatcher = async (
  answer: (request: CaughtRequest, nth: number) => number = () => 200,
  document: (request: CaughtRequest) => string = () => '<Response/>',
) => {
  const caught: CaughtRequest[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const params = Object.fromEntries(new URLSearchParams(body));
      const one = { url: request.url ?? '', headers: request.headers, body, params };
      caught.push(one);
      response.statusCode = answer(one, caught.length);
      response.setHeader('content-type', 'text/xml').end(document(one));
      waiting.filter(({ count }) => caught.length >= count).forEach(({ resolve }) => resolve());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const until = (count: number): Promise<void> =>
    caught.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve }));
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { caught, origin, until, stop };
};

/** A simulator on free ports with one Twilio account and one mailbox. */
export const startTestSimulator = async (webhookUrl?: string): Promise<Simulator> => {
  const simulator = await startSimulator({ port: 0, smtpPort: 0, imapPort: 0 });
  simulator.configure({
    twilio: {
      ...testAccount,
      ...(webhookUrl === undefined ? {} : { webhookUrl }),
      timings: { sentMs: 5, deliveredMs: 20 },
      retryDelaysMs: [5, 5, 5],
    },
    mailbox: testMailbox,
  });
  return simulator;
};

/** The twilio library's own client with the provider's host rewritten, as Sila's channels do it. */
export const twilioLibraryFor = (url: string): ReturnType<typeof twilio> => {
  const plain = new twilio.RequestClient();
  const httpClient = {
    request: (options: Parameters<typeof plain.request>[0]) =>
      plain.request({ ...options, uri: options.uri.replace('https://api.twilio.com', url) }),
  };
  return twilio(testAccount.accountSid, testAccount.authToken, { httpClient: httpClient as typeof plain });
};

import { setTimeout } from 'node:timers/promises';
import twilio from 'twilio';
import { startSimulator } from './simulator.js';
import { startCatcher, testAccount, twilioLibraryFor } from './spec.harness.js';
import type { CallView } from './twilio/voice/call.types.js';
import { SoftphoneClient } from './twilio/voice/softphone.client.js';
import { TelephoneClient } from './twilio/voice/telephone.client.js';

/** The association's number in the specs of the telephone, and the key that opens its account. */
export const testNumber = '+966112000000';
export const testKey = {
  apiKeySid: `SK${'0123456789abcdef'.repeat(2)}`,
  apiKeySecret: 'a-secret-for-tests',
};

const pathOf = (url: string): string => new URL(url, 'http://installation').pathname;

/** The account with its addresses at the installation. */
const accountAt = (at: (path: string) => string) => ({
  accountSid: testAccount.accountSid,
  authToken: testAccount.authToken,
  number: testNumber,
  ...testKey,
  webhookUrl: at('/in'),
  fallbackUrl: at('/fallback'),
  statusCallback: at('/over'),
  pace: { speech: 0.001, keys: 0.02, ring: 0.1 },
  retryDelaysMs: [1],
});

/** Answers by path what the script says, else that there is nothing. */
const startInstallation = async () => {
  const script = new Map<string, string>();
  const catcher = await startCatcher(
    ({ url }) => (script.has(pathOf(url)) ? 200 : 404),
    ({ url }) => script.get(pathOf(url)) ?? '',
  );
  return { script, catcher };
};

/** A simulator with a telephone number, and an installation whose answers are `script`, by path. */
export const startTelephones = async () => {
  const { script, catcher } = await startInstallation();
  const at = (path: string) => catcher.origin + path;
  const simulator = await startSimulator({ port: 0, smtpPort: 0, imapPort: 0 });
  const configure = () => simulator.configure({ twilioVoice: accountAt(at) });
  configure();
  const phone = new TelephoneClient(simulator.url);
  const paramsOf = (path: string) =>
    catcher.caught.filter(({ url }) => pathOf(url) === path).map(({ params }) => params);
  const untilCall = (sid: string, fits: (call: CallView) => boolean) =>
    until(async () => {
      const call = await phone.get(sid);
      return fits(call) ? call : undefined;
    });
  return {
    at,
    catcher,
    client: simulator.client,
    configure,
    library: twilioLibraryFor(`${simulator.url}/twilio/voice`),
    paramsOf,
    phone,
    script,
    untilCall,
    /** Once the call is over. */
    over: (sid: string) => untilCall(sid, ({ endedAt }) => endedAt !== null),
    softphone: () => SoftphoneClient.connect(simulator.url),
    /** Forgets what was asked, and answers nothing but reports. */
    clear: () => {
      catcher.caught.length = 0;
      script.clear();
      ['/over', '/told'].forEach((path) => script.set(path, ''));
    },
    stop: async () => {
      await simulator.stop();
      await catcher.stop();
    },
  };
};

export type Telephones = Awaited<ReturnType<typeof startTelephones>>;

/** Looks until there is something. */
export const until = async <T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> => {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await setTimeout(5);
  }
};

/** The words that were said in a call. */
export const heard = ({ steps }: CallView): readonly string[] =>
  steps.filter(({ kind }) => kind === 'say').map(({ text }) => text);

/** An access token for a softphone, as an installation makes it. */
export const tokenFor = (identity: string, secret = testKey.apiKeySecret): string => {
  const { AccessToken } = twilio.jwt;
  const token = new AccessToken(testAccount.accountSid, testKey.apiKeySid, secret, { identity, ttl: 60 });
  token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: true }));
  return token.toJwt();
};

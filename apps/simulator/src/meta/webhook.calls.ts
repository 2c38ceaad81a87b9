import { createHmac } from 'node:crypto';
import type { WebhookAttempt } from '../core/ledger.types.js';
import { untilAccepted } from '../core/retry.policy.js';
import type { SignatureMode } from '../core/send.fields.js';
import type { World } from '../core/simulator.world.js';
import { originsFor, signedBy } from '../core/webhook.sender.js';
import type { MetaAccount, ReachableAccount } from './account.kind.js';

const RETRIES = 6;
const CHALLENGE_TIMEOUT_MS = 5_000;

/** Calls Sila as Meta does: JSON with everything but ASCII escaped, signed with the app's secret, repeated until taken. */
export const callSila = (
  world: World,
  account: ReachableAccount,
  payload: object,
  origin: string,
  signature: SignatureMode = 'valid',
): Promise<readonly WebhookAttempt[]> => {
  const body = escaped(JSON.stringify(payload));
  const sign = (secret: string) => ({
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  });
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'facebookexternalua',
    ...signedBy(signature, account.appSecret, sign),
  };
  const policy = untilAccepted(RETRIES, account.retryDelaysMs);
  return world.webhooks.send({ url: account.webhookUrl, origin, body, headers, policy });
};

/** Setting up a hook: Sila must give the challenge back. What it answered stands in the ledger. */
export const shakeHands = async (world: World, channel: string, account: MetaAccount): Promise<void> => {
  if (account.webhookUrl === undefined) return;
  const challenge = String(Math.floor(Math.random() * 1e9));
  const query = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.verify_token': account.verifyToken,
    'hub.challenge': challenge,
  });
  const [origin = ''] = originsFor(account, account.webhookUrl);
  const call = {
    method: 'GET',
    url: `${account.webhookUrl}?${query.toString()}`,
    origin,
    body: '',
    headers: {},
  } as const;
  const limits = { connectTimeoutMs: CHALLENGE_TIMEOUT_MS, readTimeoutMs: CHALLENGE_TIMEOUT_MS };
  const attempt = await world.caller.call({ ...call, ...limits }, 1);
  const outcome = attempt.body === challenge ? 'subscribed' : 'not-subscribed';
  const head = { channel, messageId: 'handshake', from: 'meta', to: account.name };
  world.ledger.write({ ...head, kind: 'webhook', direction: 'inbound', attempts: [attempt], outcome });
};

const escaped = (json: string): string =>
  json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

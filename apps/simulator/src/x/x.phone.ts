import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { BoundedList } from '../core/bounded.list.js';
import type { ChatStore } from '../core/chat.store.js';
import { ProblemError } from '../core/problem.error.js';
import type { Sent } from '../core/provider.js';
import { untilAccepted } from '../core/retry.policy.js';
import { contentFields, deliveryFields, type SignatureMode } from '../core/send.fields.js';
import type { World } from '../core/simulator.world.js';
import { originsFor, signedBy } from '../core/webhook.sender.js';
import { accountFor, type ReachableAccount, xSignature } from './x.account.js';
import { delivery, directMessage, encryptedMessage, newId, publicPost, type Said } from './x.events.js';

/** A beneficiary writes on X: in private, encrypted, or in public. */
export const xSendSchema = z.strictObject({
  channel: z.literal('x'),
  from: z.string().regex(/^\d{1,20}$/, 'people are known by the number of their account'),
  to: z.string().optional(),
  name: z.string().default(''),
  username: z.string().default('somebody'),
  text: contentFields.text,
  /** `message` is what X calls a legacy direct message; `revoke` is the owner who withdraws the access. */
  as: z.enum(['message', 'encrypted', 'mention', 'revoke']).default('message'),
  ...deliveryFields,
});
type Told = { readonly userId: string; readonly at: number; readonly body: string };

/** A delivery that X makes once more says so. */
const replayed = (body: string): string => {
  const { data } = JSON.parse(body) as { readonly data: object };
  return JSON.stringify({ data: { ...data, meta: { replay: true } } });
};

type XSend = z.output<typeof xSendSchema>;

const maker = {
  message: { type: 'dm.received', of: directMessage },
  encrypted: { type: 'chat.received', of: encryptedMessage },
  mention: { type: 'post.mention.create', of: publicPost },
  revoke: { type: 'oauth.revoke', of: () => ({ payload: {} }) },
} as const;

/** People's accounts at X. */
export class XPhone {
  /** Webhooks that have answered. */
  private readonly valid = new Set<string>();
  /** What was told, whether it was taken or not: X delivers it once more when it is asked. */
  private readonly told: BoundedList<Told>;

  constructor(
    private readonly world: World,
    private readonly chats: ChatStore,
  ) {
    this.told = new BoundedList(world.options.keep);
  }

  /** Throws a ProblemError when the association's account has no webhook yet. */
  async send(input: XSend): Promise<Required<Sent> & { readonly channel: 'x' }> {
    const account = accountFor(this.world, input.to);
    await this.challenge(account);
    const said = this.said(account, input);
    const head = { channel: 'x', messageId: said.id, from: input.from, to: account.userId };
    this.world.ledger.write({ ...head, kind: 'message', direction: 'inbound', text: input.text });
    const { type, of } = maker[input.as];
    const body = delivery(account.userId, type, of(said));
    this.told.push({ userId: account.userId, at: said.at, body });
    const { times, parallel, wait, targets } = input;
    const deliveries = await this.world.events.deliver({
      head,
      origins: targets ?? originsFor(account, account.webhookUrl),
      times,
      parallel,
      wait,
      send: (origin) => this.call(account, origin, body, input.signature),
    });
    return { channel: 'x', id: said.id, deliveries };
  }

  /** What the association sent comes back, as X tells every subscriber. */
  async echo(account: ReachableAccount, said: Said): Promise<void> {
    const body = delivery(account.userId, 'dm.sent', directMessage(said));
    this.told.push({ userId: account.userId, at: said.at, body });
    const origin = originsFor(account, account.webhookUrl)[0] ?? account.webhookUrl;
    await this.call(account, origin, body, 'valid');
  }

  /** Delivers what was told in this period once more, marked as such, then says that it has. */
  async replay(userId: string, from: number, until: number): Promise<void> {
    const account = accountFor(this.world, userId);
    const origin = originsFor(account, account.webhookUrl)[0] ?? account.webhookUrl;
    const again = this.told.all().filter((one) => one.userId === userId && one.at >= from && one.at < until);
    for (const { body } of again) await this.call(account, origin, replayed(body), 'valid');
    await this.call(account, origin, JSON.stringify({ replay_job_status: { state: 'Complete' } }), 'valid');
  }

  /** X sends nothing to a webhook that has not answered its challenge. Asked once; throws a ProblemError. */
  private async challenge(account: ReachableAccount): Promise<void> {
    if (this.valid.has(account.webhookUrl)) return;
    const token = randomBytes(24).toString('base64url');
    const url = `${account.webhookUrl}?crc_token=${token}&nonce=${newId()}`;
    const origin = originsFor(account, account.webhookUrl)[0] ?? account.webhookUrl;
    const patience = { connectTimeoutMs: 3_000, readTimeoutMs: 10_000 };
    const answer = await this.world.caller.call(
      { method: 'GET', url, origin, body: '', headers: {}, ...patience },
      1,
    );
    const isRight = answer.status === 200 && answer.body.includes(xSignature(account.consumerSecret, token));
    if (!isRight) throw new ProblemError(409, 'webhook-invalid', 'The webhook did not answer the challenge');
    this.valid.add(account.webhookUrl);
  }

  private said(account: ReachableAccount, input: XSend): Said {
    const at = this.world.clock.now();
    const from = { id: input.from, name: input.name || input.username, username: input.username };
    const said = { id: newId(), from, to: account.userId, text: input.text, at };
    if (input.as === 'revoke') return said;
    if (input.name) this.chats.name(input.from, input.name);
    const shown = { id: said.id, mine: true, text: input.text, at: new Date(at).toISOString() };
    this.chats.add(input.from, { ...shown, status: 'taken', media: [] });
    return said;
  }

  private call(account: ReachableAccount, origin: string, body: string, mode: SignatureMode) {
    const { webhookUrl: url, consumerSecret, retryDelaysMs } = account;
    const sign = (secret: string) => ({ 'x-twitter-webhooks-signature': xSignature(secret, body) });
    const headers = { 'content-type': 'application/json', ...signedBy(mode, consumerSecret, sign) };
    return this.world.webhooks.send({ url, origin, body, headers, policy: untilAccepted(3, retryDelaysMs) });
  }
}

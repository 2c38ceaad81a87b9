import { z } from 'zod';
import { ChannelError, type ChannelContext } from '../channel.js';
import { HttpCaller, parsedJson, type HttpCall } from '../http.caller.js';
import type { ProviderWebhook, Redelivery } from '../upkeep.js';
import type { AccountSettings } from './account.settings.js';
import { refusalError } from './api.errors.js';

const CALL_TIMEOUT_MS = 15_000;
/** X replays what is at most a day old; a little less, since its clock is its own. */
const OLDEST_MS = 86_400_000 - 300_000;
const MINUTE_MS = 60_000;

const bearer = z.object({ token_type: z.literal('bearer'), access_token: z.string().min(1) });
const webhooks = z.object({
  data: z.array(z.object({ id: z.string(), url: z.string(), valid: z.boolean().optional() })).default([]),
});
const job = z.union([z.object({ job_id: z.string() }), z.object({ data: z.object({ job_id: z.string() }) })]);

/** Our webhook as X keeps it. These calls are the app's own, by a token that its two keys give (docs.x.com, "Webhooks"). */
export class WebhookDesk {
  private readonly caller = new HttpCaller('X');
  private token: Promise<string> | null = null;

  constructor(
    private readonly settings: AccountSettings,
    private readonly context: Pick<ChannelContext, 'now' | 'webhookUrl'>,
  ) {}

  /** Asks X to call again with everything since then: what we have already has no effect. X does not say how much comes. */
  async replay(since: Date): Promise<Redelivery> {
    const { id } = await this.ours();
    const now = this.context.now().getTime();
    // X takes no period of less than a minute.
    const from = Math.min(Math.max(since.getTime(), now - OLDEST_MS), now - MINUTE_MS);
    const period = { from_date: minuteOf(from), to_date: minuteOf(now) };
    await this.call('POST', '/2/webhooks/replay', job, { webhook_id: id, ...period });
    return { kind: 'redelivery', awaited: null };
  }

  /** Whether X calls us: after a challenge that was not answered it stops. */
  async report(): Promise<ProviderWebhook> {
    const { data } = await this.call('GET', '/2/webhooks', webhooks);
    const own = data.find(({ url }) => url === this.context.webhookUrl);
    const state = own
      ? own.valid === false
        ? 'invalid'
        : 'active'
      : data.length > 0
        ? 'elsewhere'
        : 'missing';
    return { state, waiting: null, lastError: null };
  }

  close(): void {
    this.caller.close();
  }

  private async ours(): Promise<{ readonly id: string }> {
    const { data } = await this.call('GET', '/2/webhooks', webhooks);
    const own = data.find(({ url }) => url === this.context.webhookUrl);
    if (!own)
      throw new ChannelError(
        'permanent',
        'no-webhook',
        'X knows no webhook with the address of this account',
      );
    return own;
  }

  private async call<T>(
    method: 'GET' | 'POST',
    path: string,
    result: z.ZodType<T>,
    body?: object,
  ): Promise<T> {
    const text = body === undefined ? '' : JSON.stringify(body);
    const authorization = `Bearer ${await this.bearer()}`;
    return this.exchange(method, path, { authorization, 'content-type': 'application/json' }, text, result);
  }

  private bearer(): Promise<string> {
    this.token ??= this.fetchBearer().catch((error: unknown) => {
      this.token = null;
      throw error;
    });
    return this.token;
  }

  private async fetchBearer(): Promise<string> {
    const { consumerKey, consumerSecret } = this.settings;
    const keys = Buffer.from(`${encodeURIComponent(consumerKey)}:${encodeURIComponent(consumerSecret)}`);
    const headers = {
      authorization: `Basic ${keys.toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    };
    const form = 'grant_type=client_credentials';
    return (await this.exchange('POST', '/oauth2/token', headers, form, bearer)).access_token;
  }

  private async exchange<T>(
    method: 'GET' | 'POST',
    path: string,
    headers: HttpCall['headers'],
    body: string,
    result: z.ZodType<T>,
  ): Promise<T> {
    const url = new URL(this.settings.apiBaseUrl.replace(/\/$/, '') + path);
    const length: Record<string, string> =
      method === 'GET' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const answer = await this.caller.exchange({
      method,
      url,
      headers: { ...headers, ...length },
      body,
      timeoutMs: CALL_TIMEOUT_MS,
    });
    const parsed = parsedJson(answer.text);
    if (answer.status >= 300) throw refusalError(answer, asFields(parsed), this.context.now());
    const read = result.safeParse(parsed);
    if (read.success) return read.data;
    throw new ChannelError('unknown-outcome', 'unreadable-answer', 'X gave an unreadable answer');
  }
}

function asFields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** X counts in minutes of UTC: `202611252000`. */
function minuteOf(ms: number): string {
  return new Date(Math.floor(ms / MINUTE_MS) * MINUTE_MS).toISOString().replace(/\D/g, '').slice(0, 12);
}

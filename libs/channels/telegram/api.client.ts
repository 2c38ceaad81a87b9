import { z } from 'zod';
import { ChannelError, type Json, type OutboundAttachment } from '../channel.js';
import { HttpCaller, parsedJson, type HttpCall } from '../http.caller.js';
import type { AccountSettings } from './account.settings.js';
import { refusalError } from './api.errors.js';
import { multipartOf } from './multipart.body.js';

/** Longest wait for one call, in milliseconds. */
export const CALL_TIMEOUT_MS = 15_000;
/** The same for a call that carries a file: 50 MB at 4 Mbit/s. */
const UPLOAD_TIMEOUT_MS = 110_000;

const success = z.object({ ok: z.literal(true), result: z.unknown() });

/** Parameters of a method; those that are undefined are left out. */
export type Parameters = Readonly<Record<string, Json | undefined>>;

/**
 * The Bot API (core.telegram.org/bots/api) as far as Sila calls it. The token is a part of every address, so neither
 * addresses nor what a broken call says of itself leave this class.
 */
export class ApiClient {
  private readonly caller = new HttpCaller('Telegram');
  private readonly base: string;

  constructor(
    private readonly settings: AccountSettings,
    private readonly timeoutMs: number = CALL_TIMEOUT_MS,
  ) {
    this.base = settings.apiBaseUrl.replace(/\/$/, '');
  }

  /** Gives the method's result as `result` reads it; throws ChannelError for everything else. */
  async call<T>(method: string, parameters: Parameters, result: z.ZodType<T>): Promise<T> {
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify(parameters);
    const length = { 'Content-Length': String(Buffer.byteLength(body)) };
    return this.make(method, { headers: { ...headers, ...length }, body, timeoutMs: this.timeoutMs }, result);
  }

  /** The same with a file in one of the parameters. */
  async upload<T>(
    method: string,
    parameters: Parameters,
    file: { readonly field: string; readonly attachment: OutboundAttachment },
    result: z.ZodType<T>,
  ): Promise<T> {
    const { headers, body } = multipartOf(asFields(parameters), file.field, file.attachment);
    return this.make(method, { headers, body, timeoutMs: UPLOAD_TIMEOUT_MS }, result);
  }

  /** Where the bytes of a file are, for an hour. Holds the token: never to be shown, stored or logged. */
  fileAddress(path: string): string {
    return `${this.base}/file/bot${this.settings.botToken}/${path}`;
  }

  close(): void {
    this.caller.close();
  }

  private async make<T>(
    method: string,
    call: Pick<HttpCall, 'headers' | 'body' | 'timeoutMs'>,
    result: z.ZodType<T>,
  ): Promise<T> {
    const url = new URL(`${this.base}/bot${this.settings.botToken}/${method}`);
    const { status, text } = await this.caller.exchange({ ...call, method: 'POST', url });
    const body = parsedJson(text);
    const answer = success.safeParse(body);
    if (!answer.success) throw refusalError(status, body);
    const read = result.safeParse(answer.data.result);
    if (read.success) return read.data;
    throw new ChannelError(
      'unknown-outcome',
      'unreadable-answer',
      `Telegram's answer to ${method} is unknown`,
    );
  }
}

/** In a form every value is a text; what has parts is JSON. */
function asFields(parameters: Parameters): Record<string, string> {
  const present = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    present.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

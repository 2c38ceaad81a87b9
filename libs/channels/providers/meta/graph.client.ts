import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { ChannelError, type ChannelContext, type OutboundAttachment } from '../../channel.js';
import { HttpCaller, parsedJson, type HttpAnswer } from '../../http.caller.js';
import { retryAfterMs } from '../../retry.after.js';
import type { MetaSettings } from './account.fields.js';
import { refusalError, refusalIn } from './graph.errors.js';
import { asFields, type Fields } from './payload.fields.js';

/** Longest wait for one call of the API, and for one that carries a file, in milliseconds. */
const CALL_TIMEOUT_MS = 15_000;
const UPLOAD_TIMEOUT_MS = 120_000;

/** The Graph API for one account. The token travels in the Authorization header, so no address holds it but the one that asks about it. */
export class GraphClient {
  private readonly caller = new HttpCaller('Meta');

  constructor(
    private readonly settings: MetaSettings,
    private readonly context: Pick<ChannelContext, 'now'>,
    private readonly timeoutMs: number = CALL_TIMEOUT_MS,
  ) {}

  /** Reads an object. Throws ChannelError for every refusal. */
  get(path: string): Promise<Fields> {
    return this.call('GET', path, {}, '', this.timeoutMs);
  }

  /** What Meta says of the token itself: the one question that takes it as a parameter. */
  inspectToken(): Promise<Fields> {
    return this.get(
      `debug_token?${new URLSearchParams({ input_token: this.settings.accessToken }).toString()}`,
    );
  }

  /** Sends JSON. Throws ChannelError; `unknown-outcome` when nobody knows whether it was taken. */
  post(path: string, body: object): Promise<Fields> {
    const type = { 'content-type': 'application/json' };
    return this.call('POST', path, type, JSON.stringify(body), this.timeoutMs);
  }

  /** Hands over a file with form fields. A break says nothing was sent: nobody sees a file before a message names it. */
  async upload(
    path: string,
    fields: Readonly<Record<string, string>>,
    file: OutboundAttachment,
  ): Promise<Fields> {
    const form = formWith(fields, file);
    const headers = { 'content-type': form.type, 'content-length': String(form.length) };
    try {
      return await this.call('POST', path, headers, Readable.from(form.parts()), UPLOAD_TIMEOUT_MS);
    } catch (error) {
      if (!(error instanceof ChannelError) || error.kind !== 'unknown-outcome') throw error;
      throw new ChannelError('retry', error.code, error.message);
    }
  }

  close(): void {
    this.caller.close();
  }

  private async call(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body: string | Readable,
    timeoutMs: number,
  ): Promise<Fields> {
    const { apiBaseUrl, apiVersion, accessToken } = this.settings;
    const url = new URL(`${apiBaseUrl.replace(/\/$/, '')}/${apiVersion}/${path}`);
    const authorization = `Bearer ${accessToken}`;
    const answer = await this.caller.exchange({
      method,
      url,
      headers: { ...headers, ...lengthOf(method, body), authorization },
      body,
      timeoutMs,
    });
    return this.understood(answer);
  }

  private understood(answer: HttpAnswer): Fields {
    const body = parsedJson(answer.text);
    const wait = retryAfterMs(answer.headers['retry-after'] ?? null, this.context.now());
    const refusal = refusalIn(answer.status, body, wait);
    if (refusal) throw refusalError(refusal);
    const fields = asFields(body);
    if (!fields)
      throw new ChannelError('unknown-outcome', 'unreadable-answer', 'Meta gave an unreadable answer');
    return fields;
  }
}

function lengthOf(method: string, body: string | Readable): Record<string, string> {
  return method === 'GET' || typeof body !== 'string'
    ? {}
    : { 'content-length': String(Buffer.byteLength(body)) };
}

interface Form {
  readonly type: string;
  readonly length: number;
  parts(): AsyncGenerator<Buffer>;
}

/** A form (RFC 7578) of known length that streams its file. */
function formWith(fields: Readonly<Record<string, string>>, file: OutboundAttachment): Form {
  const boundary = `sila-${randomUUID()}`;
  const texts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const name = file.fileName.replace(/["\r\n\\]/g, '_');
  const head = Buffer.from(
    `${texts.join('')}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n` +
      `Content-Type: ${file.mediaType}\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    length: head.length + file.size + tail.length,
    async *parts() {
      yield head;
      for await (const chunk of (await file.open()) as AsyncIterable<Buffer>) yield chunk;
      yield tail;
    },
  };
}

import type {
  AttachmentView,
  OpenVisitorSession,
  postVisitorMessage,
  VisitorMessages,
  VisitorReceipts,
  VisitorSession,
} from '@sila/contracts';
import type { z } from 'zod';

/** A refusal of the server. Any other error of a call means that the server could not be reached. */
export class Refusal extends Error {
  constructor(readonly status: number) {
    super();
  }
}

/** True when the same call may succeed later without any change. */
export function isPassing(error: unknown): boolean {
  return !(error instanceof Refusal) || [408, 429].includes(error.status) || error.status >= 500;
}

/** The writes of a visitor: path, body, answer. */
interface Writes {
  readonly session: { body: OpenVisitorSession; answer: VisitorSession };
  readonly messages: { body: z.input<typeof postVisitorMessage>; answer: unknown };
  readonly receipts: { body: VisitorReceipts; answer: unknown };
}

const TIMEOUT_MS = 20_000;

/** The visitor's REST calls. Bearer token, no cookies; a session that ended is renewed once. */
export class Api {
  constructor(
    private readonly base: string,
    private readonly token: () => string | null,
    private readonly renew: () => Promise<unknown>,
  ) {}

  openSession(body: OpenVisitorSession): Promise<VisitorSession> {
    return this.call('session', body);
  }

  messagesAfter(cursor: string): Promise<VisitorMessages> {
    return this.renewing(() => this.call(`messages?limit=100&after=${cursor}`));
  }

  post<Name extends keyof Writes>(name: Name, body: Writes[Name]['body']): Promise<Writes[Name]['answer']> {
    return this.renewing(() => this.call(name, body));
  }

  /** Sends one file; `progress` gets a share between 0 and 1. */
  upload(file: File, progress: (share: number) => void): Promise<AttachmentView> {
    return this.renewing(() => this.transfer(file, progress));
  }

  /** An address of the API as an absolute one: the chat lives on another site. */
  url(path: string): string {
    return new URL(path, `${this.base}/widget/`).href;
  }

  private transfer(file: File, progress: (share: number) => void): Promise<AttachmentView> {
    return new Promise((done, failed) => {
      const request = new XMLHttpRequest();
      const form = new FormData();
      form.append('file', file);
      request.open('POST', this.url('attachments'));
      request.setRequestHeader('authorization', `Bearer ${this.token()}`);
      request.responseType = 'json';
      request.upload.onprogress = (event) => progress(event.loaded / (event.total || 1));
      request.onloadend = () =>
        request.status === 201
          ? done(request.response as AttachmentView)
          : failed(new Refusal(request.status));
      request.send(form);
    });
  }

  private async renewing<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 401)) throw error;
      await this.renew();
      return call();
    }
  }

  private async call<Answer>(path: string, body?: object): Promise<Answer> {
    const response = await fetch(this.url(path), {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token()}` },
      ...(body && { body: JSON.stringify(body) }),
      credentials: 'omit',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Refusal(response.status);
    return (response.status === 204 ? null : await response.json()) as Answer;
  }
}

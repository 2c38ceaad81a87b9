import type {
  AttachmentView,
  OpenVisitorSession,
  PostVisitorMessage,
  VisitorMessages,
  VisitorReceipts,
  VisitorSession,
} from '@sila/contracts';
import type { z } from 'zod';

/** A refusal of the server (its status and stable code), or status 0 when it could not be reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }

  /** True when the same call may succeed later without any change. */
  get passing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** What the form of a request body is before the server fills in defaults. */
type Input<Schema extends z.ZodType> = z.input<Schema>;
type MessageBody = Input<typeof import('@sila/contracts').postVisitorMessage>;

const TIMEOUT_MS = 20_000;

/** The visitor's REST calls. Bearer token, no cookies, nothing cached. */
export class Api {
  constructor(
    private readonly base: string,
    private readonly token: () => string | null,
  ) {}

  openSession(body: OpenVisitorSession): Promise<VisitorSession> {
    return this.call('POST', 'session', body);
  }

  messagesAfter(cursor: string): Promise<VisitorMessages> {
    return this.call('GET', `messages?limit=100&after=${encodeURIComponent(cursor)}`);
  }

  post(body: MessageBody): Promise<Pick<PostVisitorMessage, 'clientId'>> {
    return this.call('POST', 'messages', body);
  }

  receipts(body: VisitorReceipts): Promise<void> {
    return this.call('POST', 'receipts', body);
  }

  /** Sends one file; `progress` gets a share between 0 and 1. Aborting the signal ends the transfer. */
  upload(file: File, signal: AbortSignal, progress: (share: number) => void): Promise<AttachmentView> {
    return new Promise((done, failed) => {
      const request = new XMLHttpRequest();
      const form = new FormData();
      form.append('file', file, file.name);
      request.open('POST', this.url('attachments'));
      request.setRequestHeader('authorization', `Bearer ${this.token()}`);
      request.responseType = 'json';
      request.upload.onprogress = (event) => progress(event.loaded / (event.total || 1));
      request.onload = () => {
        const { status, response } = request;
        if (status < 300) done(response as AttachmentView);
        else failed(new ApiError(status, codeOf(response)));
      };
      request.onerror = request.onabort = () => failed(new ApiError(0, 'offline'));
      signal.addEventListener('abort', () => request.abort());
      request.send(form);
    });
  }

  /** An address of the API as an absolute one: the chat lives on another site. */
  url(path: string): string {
    return new URL(path, `${this.base}/widget/`).href;
  }

  private async call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const token = this.token();
    const response = await fetch(this.url(path), {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => {
      throw new ApiError(0, 'offline');
    });
    const text = await response.text();
    const answer: unknown = text === '' ? null : parsed(text);
    if (!response.ok) throw new ApiError(response.status, codeOf(answer));
    return answer as Answer;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(0, 'no-json');
  }
}

function codeOf(answer: unknown): string {
  const code = (answer as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : 'internal';
}

import { randomUUID } from 'node:crypto';
import type {
  AttachmentView,
  ConversationDetail,
  ConversationItem,
  ConversationPage,
  MessagePage,
  MessageView,
  PostMessage,
} from '@sila/contracts';

/** An answer of the API that was not 2xx. */
export class ApiRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly details: Readonly<Record<string, unknown>>,
  ) {
    super(`${status} ${code}`);
  }
}

/** A signed-in person of the staff, speaking HTTP as the console does. */
export class Officer {
  private constructor(
    readonly apiUrl: string,
    readonly cookie: string,
    readonly id: string,
  ) {}

  static async signIn(apiUrl: string, email: string, password: string): Promise<Officer> {
    const response = await fetch(`${apiUrl}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    const body = await bodyOf<{ id: string }>(response);
    return new Officer(apiUrl, response.headers.getSetCookie()[0]?.split(';')[0] ?? '', body.id);
  }

  /** The same person through another api process. */
  through(apiUrl: string): Officer {
    return new Officer(apiUrl, this.cookie, this.id);
  }

  get<Answer>(path: string): Promise<Answer> {
    return this.call('GET', path);
  }
  post<Answer>(path: string, body: unknown = {}): Promise<Answer> {
    return this.call('POST', path, body);
  }
  put<Answer>(path: string, body: unknown): Promise<Answer> {
    return this.call('PUT', path, body);
  }
  patch<Answer>(path: string, body: unknown): Promise<Answer> {
    return this.call('PATCH', path, body);
  }

  async list(view = 'all', rest = ''): Promise<ConversationItem[]> {
    return (await this.get<ConversationPage>(`/api/conversations?view=${view}&limit=100${rest}`)).items;
  }

  detail(id: string): Promise<ConversationDetail> {
    return this.get(`/api/conversations/${id}`);
  }

  reply(id: string, text: string, more: Partial<PostMessage> = {}): Promise<MessageView> {
    return this.post(`/api/conversations/${id}/messages`, {
      clientId: randomUUID(),
      kind: 'reply',
      text,
      ...more,
    });
  }

  /** The answer as it came, whatever its status. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', this.cookie);
    return fetch(`${this.apiUrl}${path}`, { ...init, headers });
  }

  /** The status and the code of a refusal; fails when the call is not refused. */
  async refusal(method: string, path: string, body?: unknown): Promise<ApiRefusal> {
    const answer = await this.call<unknown>(method, path, body).catch((error: unknown) => error);
    if (answer instanceof ApiRefusal) return answer;
    throw new Error(`${method} ${path} was not refused`, { cause: answer });
  }

  /** Takes a file in, for a message still to be written. */
  async upload(fileName: string, mediaType: string, bytes: Buffer): Promise<AttachmentView> {
    const body = new FormData();
    body.append('file', new Blob([new Uint8Array(bytes)], { type: mediaType }), fileName);
    return bodyOf<AttachmentView>(await this.fetch('/api/attachments', { method: 'POST', body }));
  }

  async messages(id: string): Promise<readonly MessageView[]> {
    return (await this.get<MessagePage>(`/api/conversations/${id}/messages?limit=200`)).messages;
  }

  async message(conversationId: string, id: string): Promise<MessageView | undefined> {
    return (await this.messages(conversationId)).find((message) => message.id === id);
  }

  private async call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.apiUrl}${path}`, {
      method,
      headers: { cookie: this.cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return bodyOf<Answer>(response);
  }
}

async function bodyOf<Answer>(response: Response): Promise<Answer> {
  const text = await response.text();
  const body: unknown = text === '' ? null : JSON.parse(text);
  if (response.ok) return body as Answer;
  const problem = body as { code?: string; details?: Record<string, unknown> } | null;
  throw new ApiRefusal(response.status, problem?.code ?? '', problem?.details ?? {});
}

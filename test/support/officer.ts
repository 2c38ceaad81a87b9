import { randomUUID } from 'node:crypto';
import type {
  ConversationDetail,
  ConversationItem,
  ConversationPage,
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

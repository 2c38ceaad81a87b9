import {
  type AttachmentView,
  type PostVisitorMessage,
  SOCKET_PATH,
  type VisitorMessages,
  type VisitorSession,
  WIDGET_NAMESPACE,
} from '@sila/contracts';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { io } from 'socket.io-client';
import { WEBSITE } from './accounts.js';
import type { WidgetClient } from './realtime.js';

/** A visitor's browser on a website that carries the chat, with the token that it keeps. */
export class VisitorBrowser {
  private socket: WidgetClient | null = null;
  /** How often the socket said that there is something to fetch. */
  changes = 0;

  constructor(
    private readonly apiUrl: string,
    private readonly accountId: string,
    public token: string | null = null,
    private readonly origin: string = WEBSITE,
  ) {}

  /** Opens or resumes the session. */
  async visit(): Promise<VisitorSession> {
    const body = { accountId: this.accountId, token: this.token };
    const session = (await (await this.call('POST', 'session', body)).json()) as VisitorSession;
    this.token = session.token;
    return session;
  }

  /** Listens for announcements. */
  async listen(transports: readonly ('websocket' | 'polling')[] = ['websocket']): Promise<WidgetClient> {
    const socket: WidgetClient = io(`${this.apiUrl}${WIDGET_NAMESPACE}`, {
      path: SOCKET_PATH,
      transports: [...transports],
      reconnection: false,
      forceNew: true,
      auth: { token: this.token },
      extraHeaders: { origin: this.origin },
    });
    socket.on('changed', () => (this.changes += 1));
    this.socket = socket;
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('connect_error', reject);
    });
    return socket;
  }

  /** Gives the status of the answer. */
  async say(text: string, more: Partial<PostVisitorMessage> = {}): Promise<number> {
    return (await this.call('POST', 'messages', { clientId: randomUUID(), text, ...more })).status;
  }

  /** Says something over a line that is cut as soon as the words have left. */
  async breakOff(message: Pick<PostVisitorMessage, 'clientId' | 'text'>): Promise<void> {
    const headers = {
      origin: this.origin,
      authorization: `Bearer ${this.token}`,
      'content-type': 'application/json',
    };
    const sending = request(`${this.apiUrl}/widget/messages`, { method: 'POST', headers });
    sending.on('error', () => undefined);
    const closed = new Promise((resolve) => sending.once('close', resolve));
    sending.end(JSON.stringify(message), () => sending.destroy());
    await closed;
  }

  async read(after = ''): Promise<VisitorMessages> {
    const query = new URLSearchParams({ after });
    return (await (await this.call('GET', `messages?${query.toString()}`)).json()) as VisitorMessages;
  }

  async upload(fileName: string, mediaType: string, bytes: Buffer): Promise<AttachmentView> {
    const body = new FormData();
    body.append('file', new Blob([new Uint8Array(bytes)], { type: mediaType }), fileName);
    return (await (await this.call('POST', 'attachments', body)).json()) as AttachmentView;
  }

  call(method: 'GET' | 'POST', path: string, body?: FormData | object): Promise<Response> {
    const headers = new Headers({ origin: this.origin });
    if (this.token) headers.set('authorization', `Bearer ${this.token}`);
    if (body && !(body instanceof FormData)) headers.set('content-type', 'application/json');
    return fetch(`${this.apiUrl}/widget/${path}`, {
      method,
      headers,
      ...(body ? { body: body instanceof FormData ? body : JSON.stringify(body) } : {}),
    });
  }

  /** Closes the tab. */
  close(): void {
    this.socket?.disconnect();
    this.socket = null;
  }
}

import type { Problem } from '@sila/contracts';
import type { ErrorCode } from '@sila/domain';

/** `offline`: the server could not be reached at all; everything else comes from the server. */
export type ApiErrorCode = ErrorCode | 'offline';

/** A refusal of the API: `code` is stable, `details` say what the screen needs to explain it. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ApiErrorCode, status: number, details: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

/** Query parameters; undefined and empty values are left out. */
export type Query = Readonly<Record<string, string | number | undefined>>;

interface Call {
  readonly query?: Query;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Proves to the server that the call comes from the console's own script (CSRF). */
export const CONSOLE_HEADER = { 'X-Sila-Console': '1' } as const;

/** The path below `/api` with its query. */
export function apiUrl(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') params.set(key, String(value));
  }
  const text = params.toString();
  return `/api${path}${text ? `?${text}` : ''}`;
}

/** Turns a problem document, or whatever a proxy answered instead, into an ApiError. */
export function errorOf(status: number, body: unknown): ApiError {
  const problem = isProblem(body) ? body : null;
  const code = (problem?.code ?? fallbackCode(status)) as ApiErrorCode;
  return new ApiError(code, status, problem?.details ?? {});
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}

function fallbackCode(status: number): ApiErrorCode {
  if (status === 401) return 'unauthenticated';
  if (status === 404) return 'not-found';
  if (status === 413) return 'too-large';
  if (status === 429) return 'too-many-requests';
  return status >= 502 && status <= 504 ? 'unavailable' : 'internal';
}

type Listener = () => void;
const signedOutListeners = new Set<Listener>();

/** Called when the server no longer knows the session. Returns the function that stops listening. */
export function onSignedOut(listener: Listener): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/** Tells everybody that the session has ended. */
export function tellSignedOut(): void {
  for (const listener of signedOutListeners) listener();
}

/** A POST that is answered with an SVG picture. */
export async function pictureOf(path: string, body: unknown, signal: AbortSignal): Promise<Blob> {
  const response = await send('POST', path, { body, signal });
  if (!response.ok) throw errorOf(response.status, await readBody(response));
  return new Blob([await response.text()], { type: 'image/svg+xml' });
}

async function call<Answer>(method: string, path: string, options: Call = {}): Promise<Answer> {
  const response = await send(method, path, options);
  const body: unknown = await readBody(response);
  if (response.ok) return body as Answer;
  const error = errorOf(response.status, body);
  if (error.code === 'unauthenticated') tellSignedOut();
  throw error;
}

async function send(method: string, path: string, options: Call): Promise<Response> {
  const hasBody = options.body !== undefined;
  try {
    return await fetch(apiUrl(path, options.query), {
      method,
      credentials: 'same-origin',
      headers: { ...CONSOLE_HEADER, ...(hasBody && { 'Content-Type': 'application/json' }) },
      ...(hasBody && { body: JSON.stringify(options.body) }),
      ...(options.signal && { signal: options.signal }),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiError('offline', 0);
  }
}

async function readBody(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return isJson ? response.json().catch(() => undefined) : undefined;
}

/** The API by verb. Every call rejects with ApiError. */
export const api = {
  get: <Answer>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer> =>
    call<Answer>('GET', path, { ...(query && { query }), ...(signal && { signal }) }),
  post: <Answer>(path: string, body?: unknown): Promise<Answer> => call<Answer>('POST', path, { body }),
  put: <Answer>(path: string, body?: unknown): Promise<Answer> => call<Answer>('PUT', path, { body }),
  patch: <Answer>(path: string, body?: unknown): Promise<Answer> => call<Answer>('PATCH', path, { body }),
  delete: <Answer>(path: string): Promise<Answer> => call<Answer>('DELETE', path),
};

/** Every way in which a request can be refused, by its stable code. User-facing words live in the web apps. */
export type ErrorCode =
  | 'bad-request'
  | 'unauthenticated'
  | 'wrong-credentials'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'old-version'
  | 'already-claimed'
  | 'newer-messages'
  | 'not-open'
  | 'already-closed'
  | 'window-closed'
  | 'no-address'
  | 'same-person'
  | 'already-merged'
  | 'already-undone'
  | 'moved-on'
  | 'channel-refused'
  | 'too-large'
  | 'unsupported-media'
  | 'too-many-requests'
  | 'gone'
  | 'weak-password'
  | 'already-exists'
  | 'unavailable'
  | 'internal';

const STATUS: Record<ErrorCode, number> = {
  'bad-request': 400,
  unauthenticated: 401,
  'wrong-credentials': 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'old-version': 409,
  'already-claimed': 409,
  'newer-messages': 409,
  'not-open': 409,
  'already-closed': 409,
  'window-closed': 409,
  'no-address': 409,
  'same-person': 409,
  'already-merged': 409,
  'already-undone': 409,
  'moved-on': 409,
  'channel-refused': 422,
  'too-large': 413,
  'unsupported-media': 415,
  'too-many-requests': 429,
  gone: 410,
  'weak-password': 422,
  'already-exists': 409,
  unavailable: 503,
  internal: 500,
};

/** A refusal with a stable code and details that are safe to show to the caller. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
    this.name = 'DomainError';
  }

  /** The HTTP status this refusal is sent with. */
  get status(): number {
    return STATUS[this.code];
  }
}

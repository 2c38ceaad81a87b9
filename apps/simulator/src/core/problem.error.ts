/** A refusal that the HTTP interface answers as problem+json with this status and stable code. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'ProblemError';
  }
}

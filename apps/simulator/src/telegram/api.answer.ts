import type { RestErrors } from '../core/rest.faults.js';

/** A refusal as Telegram words it (core.telegram.org/bots/api#making-requests). */
export type Refusal = {
  readonly ok: false;
  readonly error_code: number;
  readonly description: string;
  readonly parameters?: { readonly retry_after: number };
};

export const refusal = (error_code: number, description: string): Refusal => ({
  ok: false,
  error_code,
  description,
});

export const success = (result: unknown) => ({ ok: true, result }) as const;

export const telegramErrors: RestErrors = {
  tooMany: (retryAfter) => ({
    ...refusal(429, `Too Many Requests: retry after ${retryAfter}`),
    parameters: { retry_after: retryAfter },
  }),
  broken: () => refusal(500, 'Internal Server Error'),
  brokenWith200: () => refusal(500, 'Internal Server Error'),
};

import type { SecurityHeadersOptions } from '@nestjs/common';

/** What the console's pages may do: only what comes from here, no inline script, no framing (security.md §1). */
const CONSOLE_POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': ["'self'", 'blob:'],
  'font-src': "'self'",
  'connect-src': "'self'",
  'media-src': ["'self'", 'blob:'],
  'manifest-src': "'self'",
  'frame-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
};

/** Headers of every answer. Transport security only over https: the trial runs without. */
export function securityHeaders(publicUrl: string): SecurityHeadersOptions {
  const https = publicUrl.startsWith('https:');
  return {
    contentSecurityPolicy: { useDefaults: false, directives: CONSOLE_POLICY },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: https,
  };
}

/** The same for the console's own page, which may also speak to the providers of the telephone lines that are in use. */
export function consolePagePolicy(phoneOrigins: readonly string[]): string {
  const policy = { ...CONSOLE_POLICY, 'connect-src': ["'self'", ...phoneOrigins] };
  return Object.entries(policy)
    .map(([name, sources]) => [name, ...[sources].flat()].join(' '))
    .join('; ');
}

/** What a file or a mail that strangers sent may do when it is opened: nothing. */
export const STRANGERS_POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:";
/** The same for a mail's HTML that the console shows in a sandboxed frame. */
export const FRAMED_MAIL_POLICY = `${STRANGERS_POLICY}; frame-ancestors 'self'`;

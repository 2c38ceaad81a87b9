import { ChannelError, type ChannelErrorKind } from '../channel.js';

const LOGIN_REPLIES = new Set([530, 534, 535, 538]);
const LOGIN_CODES = new Set(['EAUTH', 'ENOAUTH', 'EOAUTH2']);

interface Fault {
  readonly code: string;
  readonly reply: number;
  readonly text: string;
}

/**
 * What a failed send means (RFC 5321 §4.2.1): 4yz is tried again, 5yz is final, a refused login needs a person. A
 * connection that broke before the body cost nothing; one that broke after it leaves the outcome unknown.
 */
export function smtpError(error: unknown, bodyStarted: boolean): ChannelError {
  if (error instanceof ChannelError) return error;
  const fault = toFault(error);
  const code = fault.reply > 0 ? (enhanced(fault.text) ?? String(fault.reply)) : fault.code || 'smtp';
  return new ChannelError(kindOf(fault, bodyStarted), code, `SMTP: ${fault.text}`);
}

function kindOf(fault: Fault, bodyStarted: boolean): ChannelErrorKind {
  if (fault.reply >= 400 && fault.reply < 500) return 'retry';
  if (LOGIN_CODES.has(fault.code) || LOGIN_REPLIES.has(fault.reply)) return 'auth';
  if (fault.reply === 503) return 'retry';
  if (fault.reply >= 500) return 'permanent';
  if (fault.code === 'EENVELOPE' || fault.code === 'EMAXRECIPIENTS') return 'permanent';
  return bodyStarted ? 'unknown-outcome' : 'retry';
}

function toFault(error: unknown): Fault {
  const fault = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  return {
    code: typeof fault.code === 'string' ? fault.code : '',
    reply: typeof fault.responseCode === 'number' ? fault.responseCode : 0,
    text: (error instanceof Error ? error.message : String(error)).slice(0, 400),
  };
}

function enhanced(text: string): string | null {
  return /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(text)?.[0] ?? null;
}

import { useLingui } from '@lingui/react/macro';
import type { ErrorCode } from '@sila/domain';

/** The stable code of a refusal, wherever the client keeps it; null for a failure without one. */
export function errorCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('problem' in error) return errorCode(error.problem);
  return null;
}

/** Which of several refusals with one code it is; empty when the server does not say. */
export function errorReason(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('details' in error)) return '';
  const { details } = error;
  if (typeof details !== 'object' || details === null || !('reason' in details)) return '';
  return typeof details.reason === 'string' ? details.reason : '';
}

/** One field the server refused: where it is, and the server's own words. */
export interface ErrorIssue {
  readonly path: string;
  readonly message: string;
}

/** The fields a refusal names; empty when it names none. */
export function errorIssues(error: unknown): readonly ErrorIssue[] {
  if (typeof error !== 'object' || error === null || !('details' in error)) return [];
  const { details } = error;
  if (typeof details !== 'object' || details === null) return [];
  if ('field' in details && typeof details.field === 'string') return [{ path: details.field, message: '' }];
  return 'issues' in details && Array.isArray(details.issues) ? details.issues.filter(isIssue) : [];
}

function isIssue(value: unknown): value is ErrorIssue {
  return typeof value === 'object' && value !== null && 'path' in value && 'message' in value;
}

/** Gives a function that says in the reader's language what an error means and what to do. */
export function useErrorWords(): (error: unknown) => string {
  const { t } = useLingui();
  const words: Partial<Record<ErrorCode, string>> = {
    'bad-request': t`Something in the form is not right. Correct it and try again.`,
    unauthenticated: t`Your session has ended. Sign in again; nothing you saved is lost.`,
    'wrong-credentials': t`The e-mail address or the password is not right.`,
    forbidden: t`Your role does not allow this. Ask an administrator.`,
    'not-found': t`This no longer exists, or it is outside your queues.`,
    conflict: t`Somebody changed this at the same moment. Reload and look again.`,
    'old-version': t`Somebody saved a newer version. Reload it before you save yours.`,
    'already-exists': t`One with this name or address exists already.`,
    'weak-password': t`This password is too easy to guess. Choose a longer one.`,
    'channel-refused': t`The provider refused this. Check the settings of the channel.`,
    'too-many-requests': t`Too many tries. Wait a minute, then try again.`,
    'too-large': t`This is too large.`,
    gone: t`This link has been used or has expired. Ask for a new one.`,
    unavailable: t`The server is busy or restarting. Try again in a moment.`,
    internal: t`The server met a fault and has noted it. Try again; tell an administrator if it stays.`,
  };
  return (error) => {
    const code = errorCode(error);
    const found = code === null ? undefined : words[code as ErrorCode];
    return found ?? t`The server could not be reached. Check your connection and try again.`;
  };
}

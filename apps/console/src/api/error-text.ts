import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { ApiError } from './client.js';
import type { ApiErrorCode } from './client.js';

const TEXTS: Record<ApiErrorCode, MessageDescriptor> = {
  'bad-request': msg`Some of what was entered is not right. Check it and try again.`,
  unauthenticated: msg`Your session has ended. Sign in again.`,
  'wrong-credentials': msg`The e-mail address or the password is not right.`,
  forbidden: msg`You do not have the right to do this.`,
  'not-found': msg`This does not exist, or you may not see it.`,
  conflict: msg`Somebody changed this at the same time. Look at it again.`,
  'old-version': msg`A colleague changed this conversation just now. It has been read again.`,
  'already-claimed': msg`A colleague took this conversation before you.`,
  'newer-messages': msg`New messages came before yours was sent.`,
  'not-open': msg`The conversation is closed. Reopen it first.`,
  'already-closed': msg`The conversation is closed already.`,
  'window-closed': msg`The time for free replies has passed. Choose a template.`,
  'no-address': msg`There is no address to send to.`,
  'channel-refused': msg`The channel refused the message.`,
  'too-large': msg`The file is too large.`,
  'unsupported-media': msg`This kind of file is not accepted.`,
  'too-many-requests': msg`Too many attempts. Wait a minute, then try again.`,
  gone: msg`This is no longer available.`,
  'weak-password': msg`The password is too weak. Choose a longer one that is not easy to guess.`,
  'already-exists': msg`This exists already.`,
  unavailable: msg`The service is not available for the moment. Try again shortly.`,
  internal: msg`Something went wrong on our side. Try again.`,
  offline: msg`The server can't be reached. Check the connection.`,
};

/** The words for a refusal, by its stable code. */
export function errorMessage(error: unknown): MessageDescriptor {
  const code = error instanceof ApiError ? error.code : 'internal';
  return TEXTS[code] ?? TEXTS.internal;
}

/** Gives the words for any error in the language of the screen. */
export function useErrorText(): (error: unknown) => string {
  const { i18n } = useLingui();
  return (error) => i18n._(errorMessage(error));
}

import { useLingui } from '@lingui/react/macro';
import type { ErrorCode } from '@sila/domain';
import { errorCode, errorReason, useErrorWords } from '../../ui/index.js';

/** Says why something about a conversation was refused; other refusals in the words of the kit. */
export function useRefusalWords(): (error: unknown) => string {
  const { t } = useLingui();
  const others = useErrorWords();
  const words: Partial<Record<ErrorCode, string>> = {
    'old-version': t`A colleague changed this conversation just now. It has been read again; look before you repeat.`,
    'already-claimed': t`A colleague took this conversation before you.`,
    'newer-messages': t`Newer messages came before yours was sent.`,
    'not-open': t`The conversation is closed. Reopen it first.`,
    'already-closed': t`The conversation is closed already.`,
    'window-closed': t`The time for free replies has passed. Choose a template.`,
    'no-address': t`There is no address to send to.`,
    'channel-refused': t`The channel refused the message.`,
    'unsupported-media': t`This kind of file is not accepted.`,
    'too-large': t`The file is too large.`,
    'not-found': t`This conversation does not exist, or you may no longer see it.`,
  };
  const reasons: Readonly<Record<string, string>> = {
    'colleague-offline': t`The colleague is offline. Choose somebody else, or a queue.`,
    'already-offered': t`The conversation is offered to a colleague already.`,
    'no-offer': t`The offer has ended.`,
  };
  return (error) => reasons[errorReason(error)] ?? words[errorCode(error) as ErrorCode] ?? others(error);
}

import { useLingui } from '@lingui/react/macro';
import type { MessageView } from '@sila/contracts';

/** Why an answer did not reach the person: in our words where the cause is known, else in the provider's. */
export function useSendErrorWords(): (message: MessageView) => string {
  const { t } = useLingui();
  const words: Readonly<Record<string, string>> = {
    'window-closed': t`The time for free replies had passed. Send a template.`,
    unreachable: t`This address can't be reached.`,
    'no-address': t`There is no address to send to.`,
    'account-disabled': t`The channel is switched off.`,
    'too-large': t`The message or a file is too large for the channel.`,
    rejected: t`The channel refused it.`,
    'letter-returned': t`The letter came back. Correct the address, then have it printed again.`,
  };
  return ({ error, needsTemplate }) => {
    if (needsTemplate) return words['window-closed'] ?? '';
    const known = error ? words[error.code] : undefined;
    return known ?? error?.detail ?? t`The channel gave no reason.`;
  };
}

import { useLingui } from '@lingui/react/macro';
import type { ReplyOption } from '@sila/contracts';

/** Names a way to answer: the address and the account it goes out on. */
export const wayKey = (option: ReplyOption): string => `${option.address}:${option.channel.accountId}`;

/** The chosen way; else the one the person wrote on last, where it can answer at all; else the first that is open. */
export function chosenWay(options: readonly ReplyOption[], way: string | null): ReplyOption | undefined {
  return (
    options.find((option) => wayKey(option) === way) ??
    options.find((option) => option.preferred && option.blockedBy !== 'channel-inbound-only') ??
    options.find((option) => option.canSend) ??
    options.find((option) => option.templates.length > 0) ??
    options[0]
  );
}

/** Whether free text may be written on this way at `now`; windows also end while somebody writes. */
export function isOpen(option: ReplyOption, now: number): boolean {
  return option.canSend && (option.windowEndsAt === null || Date.parse(option.windowEndsAt) > now);
}

/** Whether a template may be sent on a way that is closed for free text. */
export function takesTemplate({ blockedBy, templates }: ReplyOption): boolean {
  return templates.length > 0 && (blockedBy === null || blockedBy === 'window-closed');
}

/** Says why a way is closed. */
export function useBlockedWords(): (reason: ReplyOption['blockedBy']) => string {
  const { t } = useLingui();
  return (reason) => {
    if (reason === 'window-closed') return t`The time for free replies has passed`;
    if (reason === 'unreachable') return t`The address can't be reached, or wants no messages`;
    if (reason === 'account-disabled') return t`The channel is switched off`;
    if (reason === 'channel-inbound-only') return t`This channel only receives`;
    return '';
  };
}

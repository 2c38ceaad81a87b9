import { useLingui } from '@lingui/react/macro';
import type { Tone } from '../../ui/index.js';
import { phoneState } from './phone.rules.js';
import { usePhoneState, usePhoneSwitch } from './phone.store.js';
import type { PhoneTrouble } from './softphone.js';

/** What is wrong, and what the officer does about it. */
export function useTroubleWords(): Readonly<Record<PhoneTrouble, string>> {
  const { t } = useLingui();
  return {
    'microphone-denied': t`The browser keeps the microphone from Sila. Allow it beside the address of the page, then try again.`,
    'microphone-missing': t`No microphone was found. Connect one, then try again.`,
    refused: t`The line did not let you in. Try again; tell an administrator if it stays so.`,
    unreachable: t`The line can't be reached. It is tried again by itself; check your network if it stays so.`,
    unsupported: t`This browser can't make calls. Use a current Chrome, Edge, Firefox or Safari.`,
  };
}

/** How the phone stands: a short title, a sentence, and whether calls come. */
export interface PhoneStanding {
  readonly title: string;
  readonly text: string;
  readonly tone: Extract<Tone, 'ok' | 'warn' | 'danger' | 'neutral'>;
  readonly canRetry: boolean;
}

/** How the phone of this window stands, in words. */
export function usePhoneStanding(): PhoneStanding {
  const { t } = useLingui();
  const { place, lines } = usePhoneState();
  const on = usePhoneSwitch((state) => state.on);
  const troubles = useTroubleWords();
  const calm = { canRetry: false };
  if (!on) return { ...calm, title: t`Phone off`, text: t`No calls ring in this browser.`, tone: 'neutral' };
  if (place === 'elsewhere')
    return {
      ...calm,
      title: t`In your other window`,
      text: t`Calls ring in another window of yours.`,
      tone: 'neutral',
    };
  if (place === 'untouched')
    return {
      ...calm,
      title: t`Not ready yet`,
      text: t`Click anywhere: before, the browser lets nothing ring.`,
      tone: 'warn',
    };
  const state = phoneState(lines);
  if (state.state === 'failed')
    return { title: t`Not connected`, text: troubles[state.trouble], tone: 'danger', canRetry: true };
  if (state.state === 'registered')
    return { ...calm, title: t`Ready`, text: t`Calls ring here.`, tone: 'ok' };
  return { ...calm, title: t`Connecting…`, text: t`The line is being opened.`, tone: 'warn' };
}

import { useLingui } from '@lingui/react/macro';
import type { OfficerWish, TicketState } from '@sila/domain';
import type { Tone } from './states.js';

/** Where a ticket stands, in words. */
export function useTicketWords(): Readonly<Record<TicketState, string>> {
  const { t } = useLingui();
  return {
    waiting: t`Waiting`,
    called: t`Called`,
    serving: t`Being served`,
    done: t`Done`,
    'no-show': t`Did not come`,
  };
}

export const TICKET_TONES: Readonly<Record<TicketState, Tone>> = {
  waiting: 'warn',
  called: 'info',
  serving: 'brand',
  done: 'ok',
  'no-show': 'neutral',
};

/** Whom the person wants to speak with. */
export function useWishWords(): Readonly<Record<OfficerWish, string>> {
  const { t } = useLingui();
  return { any: t`Anybody`, woman: t`A woman`, man: t`A man` };
}

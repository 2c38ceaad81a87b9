import { useLingui } from '@lingui/react/macro';
import type { LetterState, UnreadableReason } from '@sila/domain';
import type { Tone } from './states.js';

/** Where a letter stands, in words. */
export function useLetterWords(): Readonly<Record<LetterState, string>> {
  const { t } = useLingui();
  return {
    reading: t`Being read…`,
    read: t`To be confirmed`,
    unreadable: t`Can't be read`,
    confirmed: t`Confirmed`,
    'to-print': t`Waits to be printed`,
    printed: t`Printed`,
    signed: t`Signed`,
    'handed-over': t`Handed over`,
    posted: t`Posted`,
    returned: t`Came back`,
  };
}

/** The colour that goes with the words. */
export const LETTER_TONES: Readonly<Record<LetterState, Tone>> = {
  reading: 'info',
  read: 'warn',
  unreadable: 'danger',
  confirmed: 'ok',
  'to-print': 'warn',
  printed: 'info',
  signed: 'info',
  'handed-over': 'ok',
  posted: 'info',
  returned: 'danger',
};

/** Why a scan can't be read, and what helps. */
export function useUnreadableWords(): (reason: string | null) => string {
  const { t } = useLingui();
  const words: Readonly<Record<UnreadableReason, string>> = {
    'not-a-scan': t`This is no scan. Hand in a PDF, JPEG, PNG, TIFF or WebP.`,
    damaged: t`The file is damaged. Scan the letter again.`,
    'too-large': t`The picture is too large. Scan it again with 300 dots per inch.`,
    locked: t`The PDF is locked with a password.`,
    'took-too-long': t`Reading took too long. The scan is kept; type its text.`,
    failed: t`Reading failed. The scan is kept; type its text.`,
  };
  return (reason) => words[(reason ?? 'failed') as UnreadableReason] ?? words.failed;
}

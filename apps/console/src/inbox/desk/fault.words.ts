import { useLingui } from '@lingui/react/macro';
import type { FieldFault } from '@sila/domain';

/** What is wrong with an answer, in the words of who writes it down. */
export function useFaultWords(): Readonly<Record<FieldFault, string>> {
  const { t } = useLingui();
  return {
    required: t`This has to be answered.`,
    'too-long': t`This is too long.`,
    'too-many': t`These are too many.`,
    'too-few': t`Choose more of them.`,
    'not-a-choice': t`Choose one of the list.`,
    'not-a-number': t`Write a number.`,
    'too-small': t`This is too little.`,
    'too-large': t`This is too much.`,
    'not-a-date': t`There is no such day.`,
    'in-the-future': t`This day is still to come.`,
    'not-a-national-id': t`Check the digits of the national ID.`,
    'not-an-iban': t`Check the signs of the IBAN.`,
    'not-a-mobile': t`This is no number.`,
    'not-an-email': t`This is no e-mail address.`,
  };
}

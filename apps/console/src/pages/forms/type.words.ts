import { useLingui } from '@lingui/react/macro';
import type { FieldType } from '@sila/domain';

/** What kind of answer a question takes, in words. */
export function useTypeWords(): (type: FieldType) => string {
  const { t } = useLingui();
  const words: Record<FieldType, string> = {
    text: t`A line of text`,
    'long-text': t`A longer text`,
    choice: t`One of several`,
    choices: t`Several of several`,
    'yes-no': t`Yes or no`,
    number: t`A number`,
    date: t`A date, Hijri or Gregorian`,
    'national-id': t`National ID or Iqama, kept sealed`,
    iban: t`IBAN, kept sealed`,
    mobile: t`A mobile number`,
    email: t`A mail address`,
    city: t`A city`,
    file: t`Pictures or files`,
  };
  return (type) => words[type];
}

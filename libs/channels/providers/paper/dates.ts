import type { Language } from '@sila/domain';
import { isolated } from './isolates.js';

/** A day in both calendars, as it stands on paper: that of the association's country, whatever the server's. */
export function bothDates(
  at: Date,
  language: Language,
): { readonly hijri: string; readonly gregorian: string } {
  const dated = (calendar: string): string =>
    new Intl.DateTimeFormat(`${language}-u-ca-${calendar}-nu-latn`, {
      timeZone: 'Asia/Riyadh',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }).format(at);
  const isolate = language === 'ar' ? isolated : (text: string): string => text;
  return {
    hijri: isolate(dated('islamic-umalqura')),
    gregorian: isolate(`${dated('gregory')}${language === 'ar' ? ' م' : ''}`),
  };
}

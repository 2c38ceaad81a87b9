import { createContext, useContext, useMemo } from 'react';
import { makeFormat, type Format, type FormatSettings } from './format.rules.js';

export type { Format, FormatSettings } from './format.rules.js';

/** How numbers and times are written; UiProvider sets it from the person's preferences. */
export const FormatContext = createContext<FormatSettings>({
  language: 'ar',
  digits: 'latin',
  timeZone: 'Asia/Riyadh',
});

/** Numbers, times, days and sizes in the reader's language, digits and the association's time zone. */
export function useFormat(): Format {
  const settings = useContext(FormatContext);
  return useMemo(() => makeFormat(settings), [settings]);
}

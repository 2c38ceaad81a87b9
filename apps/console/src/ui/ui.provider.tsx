import { type ReactNode, useLayoutEffect, useMemo } from 'react';
import { I18nProvider } from 'react-aria-components';
import { ConfirmProvider } from './confirm.js';
import { FormatContext, type FormatSettings } from './format.js';
import { localeTag } from './format.rules.js';
import { ToastRegion } from './toasts.js';

export interface UiProviderProps extends FormatSettings {
  readonly theme: 'system' | 'light' | 'dark';
  readonly density: 'comfortable' | 'compact';
  readonly children: ReactNode;
}

/**
 * The frame of the kit: sets language, direction, theme and density on <html>, gives formats, questions and notes.
 * Needs Lingui's I18nProvider above it.
 */
export function UiProvider({
  language,
  digits,
  timeZone,
  theme,
  density,
  children,
}: UiProviderProps): ReactNode {
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.lang = language;
    root.dir = language === 'ar' ? 'rtl' : 'ltr';
    root.dataset.theme = theme;
    root.dataset.density = density;
  }, [language, theme, density]);
  const format = useMemo(() => ({ language, digits, timeZone }), [language, digits, timeZone]);
  return (
    <I18nProvider locale={localeTag(format)}>
      <FormatContext value={format}>
        <ConfirmProvider>
          {children}
          <ToastRegion />
        </ConfirmProvider>
      </FormatContext>
    </I18nProvider>
  );
}

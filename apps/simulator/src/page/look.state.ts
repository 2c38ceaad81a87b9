import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { arabic, type Words } from './words.ar.ts';
import { english } from './words.en.ts';

export type Language = 'ar' | 'en';
export type Theme = 'light' | 'dark';

/** Language, theme and words of the page, and how to change them. */
export type Look = {
  readonly lang: Language;
  readonly theme: Theme;
  readonly words: Words;
  readonly setLang: (lang: Language) => void;
  readonly setTheme: (theme: Theme) => void;
};

export const LookContext = createContext<Look | null>(null);

/** The look that the shell provides. */
export const useLook = (): Look => {
  const look = useContext(LookContext);
  if (!look) throw new Error('The look is provided by the shell');
  return look;
};

/** Remembers the choice in this browser; `?lang=` and `?theme=` in the address go before it. */
export const useLookState = (): Look => {
  const [lang, setLang] = useState<Language>(() => (chosen('lang', 'ar') === 'en' ? 'en' : 'ar'));
  const [theme, setTheme] = useState<Theme>(() =>
    chosen('theme', systemTheme()) === 'dark' ? 'dark' : 'light',
  );
  const words = lang === 'ar' ? arabic : english;
  useEffect(() => {
    const root = document.documentElement;
    root.lang = lang;
    root.dir = lang === 'ar' ? 'rtl' : 'ltr';
    root.dataset['theme'] = theme;
    document.title = words.title;
    localStorage.setItem('simulator.lang', lang);
    localStorage.setItem('simulator.theme', theme);
  }, [lang, theme, words]);
  return { lang, theme, words, setLang, setTheme };
};

const systemTheme = (): Theme => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

const chosen = (name: 'lang' | 'theme', otherwise: string): string =>
  new URLSearchParams(location.search).get(name) ?? localStorage.getItem(`simulator.${name}`) ?? otherwise;

/** "08:15", in Latin digits in both languages, by the Kingdom's clock. */
export const clockTime = (at: string, lang: Language, withSeconds = false): string =>
  new Intl.DateTimeFormat(`${lang}-SA-u-ca-gregory-nu-latn`, {
    hour: '2-digit',
    minute: '2-digit',
    ...(withSeconds ? { second: '2-digit' } : {}),
    hour12: false,
    timeZone: 'Asia/Riyadh',
  }).format(new Date(at));

/** "23 Nov", likewise. */
export const dayOf = (at: string, lang: Language): string =>
  new Intl.DateTimeFormat(`${lang}-SA-u-ca-gregory-nu-latn`, {
    day: 'numeric',
    month: 'long',
    timeZone: 'Asia/Riyadh',
  }).format(new Date(at));

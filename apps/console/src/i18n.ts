import { i18n } from '@lingui/core';
import type { Messages } from '@lingui/core';
import type { Preferences } from '@sila/contracts';
import type { Language } from '@sila/domain';
import { localeTag } from './ui/format.rules.js';

const STORAGE_KEY = 'sila.language';

const catalogs: Record<Language, () => Promise<readonly { messages: Messages }[]>> = {
  ar: () => Promise.all([import('./locales/app/ar.po'), import('./locales/pages/ar.po')]),
  en: () => Promise.all([import('./locales/app/en.po'), import('./locales/pages/en.po')]),
};

/** The language to begin with: the one used last on this device, else Arabic. */
export function firstLanguage(): Language {
  return localStorage.getItem(STORAGE_KEY) === 'en' ? 'en' : 'ar';
}

/** Loads and activates a language and turns the page to its direction; nothing is reloaded. */
export async function activateLanguage(language: Language, digits: Preferences['digits']): Promise<void> {
  const parts = await catalogs[language]();
  i18n.load(language, Object.assign({}, ...parts.map((part) => part.messages)) as Messages);
  i18n.activate(language, [localeTag({ language, digits })]);
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
  localStorage.setItem(STORAGE_KEY, language);
}

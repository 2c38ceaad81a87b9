import type { Preferences } from '@sila/contracts';
import type { Language } from '@sila/domain';
import { create } from 'zustand';
import { activateLanguage, firstLanguage } from '../i18n.js';

type Theme = Preferences['theme'];
type Density = Preferences['density'];

/** How the screen looks now. Kept on the device, so that the first paint is right before the session is read. */
interface UiState {
  readonly language: Language;
  readonly theme: Theme;
  readonly density: Density;
  readonly digits: Preferences['digits'];
  readonly apply: (preferences: Partial<Preferences>) => Promise<void>;
}

const KEY = 'sila.look';

interface Look {
  readonly theme: Theme;
  readonly density: Density;
  readonly digits: Preferences['digits'];
}

function storedLook(): Look {
  const fallback: Look = { theme: 'system', density: 'comfortable', digits: 'latin' };
  try {
    return { ...fallback, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Look>) };
  } catch {
    return fallback;
  }
}

function paint(look: Look): void {
  const { dataset } = document.documentElement;
  if (look.theme === 'system') delete dataset['theme'];
  else dataset['theme'] = look.theme;
  dataset['density'] = look.density;
  localStorage.setItem(KEY, JSON.stringify(look));
}

const first = storedLook();
paint(first);

/** Look and language of the screen; `apply` takes what the preferences say and leaves the rest. */
export const useUi = create<UiState>()((set, get) => ({
  ...first,
  language: firstLanguage(),
  apply: async (preferences) => {
    const { theme, density, digits, language } = { ...get(), ...preferences };
    paint({ theme, density, digits });
    if (language !== get().language || digits !== get().digits) await activateLanguage(language, digits);
    set({ theme, density, digits, language });
  },
}));

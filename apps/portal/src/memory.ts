import type { FormDefinition, FormAnswer, Language } from '@sila/domain';

/** A form in this browser, as it was left. */
export interface KeptForm {
  readonly accountId: string;
  readonly version: number;
  readonly form: FormDefinition;
  readonly answers: Readonly<Record<string, FormAnswer>>;
  /** Names of the files by id. */
  readonly files: Readonly<Record<string, string>>;
  readonly step: number;
  /** Null until the server keeps it too. */
  readonly token: string | null;
}

const FORM = 'sila-form';
const LANGUAGE = 'sila-portal-language';

/** A private window may refuse to keep anything: the server keeps the form then, alone. */
function quietly<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}

export const memory = {
  form: (): KeptForm | null =>
    quietly(() => JSON.parse(localStorage.getItem(FORM) ?? 'null') as KeptForm | null),
  keepForm: (form: KeptForm): void => void quietly(() => localStorage.setItem(FORM, JSON.stringify(form))),
  forgetForm: (): void => void quietly(() => localStorage.removeItem(FORM)),
  language: (): Language => {
    const asked = new URLSearchParams(location.search).get('lang');
    const kept = asked ?? quietly(() => localStorage.getItem(LANGUAGE));
    return kept === 'en' ? 'en' : 'ar';
  },
  keepLanguage: (language: Language): void => void quietly(() => localStorage.setItem(LANGUAGE, language)),
};

/** Answers as they travel. */
export function plain(answers: KeptForm['answers']): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(answers).map(([field, value]) => [field, typeof value === 'string' ? value : [...value]]),
  );
}

import type { Language } from '@sila/domain';

type BothWords = Readonly<Record<Language, string>>;

/** Everything on the screen stands there in both languages at once, so these words are no translations of each other. */
export const BOTH = {
  number: { ar: 'الرقم', en: 'Number' },
  counter: { ar: 'إلى الشباك', en: 'to counter' },
  earlier: { ar: 'نودي عليهم', en: 'Called before' },
  waiting: { ar: 'في الانتظار', en: 'Waiting' },
  nobody: { ar: 'أهلًا بكم، نرجو انتظار النداء', en: 'Welcome. Please wait to be called' },
  lost: { ar: 'جارٍ استعادة الاتصال', en: 'Reconnecting' },
  sound: { ar: 'اضغطوا لتشغيل الصوت', en: 'Press for sound' },
  refused: { ar: 'هذا الرابط لم يعد صالحًا', en: 'This link is no longer valid' },
} as const satisfies Record<string, BothWords>;

/** What is said aloud; letters apart, so that they are spelled. */
export function spoken(label: string, counter: number): BothWords {
  const number = label.replace('-', ' ');
  return {
    ar: `الرقم ${number}، تفضلوا إلى الشباك ${counter}`,
    en: `Number ${number}, please go to counter ${counter}`,
  };
}

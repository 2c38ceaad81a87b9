import type { Language } from '@sila/domain';

/** Every word of the chat, Arabic and English. */
const WORDS = {
  open: ['نردّ عليك هنا في أقرب وقت', 'We answer as soon as we can'],
  launcher: ['افتح المحادثة', 'Open the chat'],
  close: ['أغلق المحادثة', 'Close the chat'],
  otherLanguage: ['English', 'العربية'],
  log: ['المحادثة', 'Chat'],
  today: ['اليوم', 'Today'],
  write: ['اكتب رسالتك…', 'Write a message…'],
  send: ['أرسل', 'Send'],
  attach: ['أرفق ملفًا', 'Attach a file'],
  remove: ['أزل المرفق', 'Remove the file'],
  uploadFailed: ['لم يُرفع الملف. أعد المحاولة.', 'Not uploaded. Try again.'],
  tooLarge: ['الملف أكبر من المسموح', 'The file is too large'],
  sending: ['تُرسل الآن', 'Sending'],
  sent: ['أُرسلت', 'Sent'],
  received: ['وصلت', 'Received'],
  failed: ['لم تُرسل رسالتك.', 'Not sent.'],
  retry: ['أعد الإرسال', 'Send again'],
  typing: ['يكتب الآن…', 'is writing…'],
  offline: [
    'انقطع الاتصال. نحاول من جديد، ورسائلك محفوظة.',
    'No connection. Trying again; your messages are kept.',
  ],
  refused: ['المحادثة غير متاحة هنا.', 'The chat is not available here.'],
  loading: ['لحظة من فضلك…', 'One moment…'],
  name: ['الاسم', 'Name'],
  contact: ['رقم الجوال أو البريد', 'Mobile number or e-mail'],
  needName: ['اكتب اسمك', 'Please write your name'],
  needContact: [
    'اكتب رقم جوال مثل 0551234567 أو بريدًا إلكترونيًا',
    'Write a mobile number like 0551234567 or an e-mail',
  ],
  unread: ['الرسائل الجديدة', 'New messages'],
} as const;

/** The words of the chat in one language. */
export type Texts = Readonly<Record<keyof typeof WORDS, string>>;

const wordsOf = (column: 0 | 1): Texts =>
  Object.fromEntries(Object.entries(WORDS).map(([key, both]) => [key, both[column]])) as Texts;

export const TEXTS: Readonly<Record<Language, Texts>> = { ar: wordsOf(0), en: wordsOf(1) };

/** Whole locale tags: the bare ones choose digits and calendars differently from browser to browser. */
const LOCALES: Readonly<Record<Language, string>> = {
  ar: 'ar-SA-u-ca-gregory-nu-latn',
  en: 'en-GB-u-ca-gregory-nu-latn',
};

/** Hour and minute on the reader's clock. */
export function timeOf(instant: string, language: Language): string {
  return new Date(instant).toLocaleTimeString(LOCALES[language], { hour: 'numeric', minute: '2-digit' });
}

/** "Today", or the day in both calendars. */
export function dayOf(instant: string, language: Language): string {
  const day = new Date(instant);
  if (day.toDateString() === new Date().toDateString()) return TEXTS[language].today;
  const date = (locale: string): string => day.toLocaleDateString(locale, { day: 'numeric', month: 'long' });
  return `${date(LOCALES[language].replace('gregory', 'islamic-umalqura'))} · ${date(LOCALES[language])}`;
}

/** A size with a unit that both languages read. */
export function sizeOf(bytes: number): string {
  return `${Math.ceil(bytes / 1000)} kB`;
}

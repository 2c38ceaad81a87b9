import type { Language } from '@sila/domain';

const ar = {
  title: 'راسلنا',
  open: 'نردّ عليك هنا في أقرب وقت',
  closed: 'خارج أوقات العمل',
  launcher: 'افتح المحادثة',
  close: 'أغلق المحادثة',
  otherLanguage: 'English',
  log: 'رسائل المحادثة',
  today: 'اليوم',
  yesterday: 'أمس',
  write: 'اكتب رسالتك…',
  message: 'رسالتك',
  send: 'أرسل',
  attach: 'أرفق ملفًا',
  remove: 'أزل المرفق',
  uploading: 'يُرفع الآن',
  uploadFailed: 'لم يُرفع الملف. أزله وأعد المحاولة.',
  tooLarge: 'الملف أكبر من الحد المسموح',
  sending: 'تُرسل الآن',
  sent: 'أُرسلت',
  received: 'وصلت',
  failed: 'لم تُرسل رسالتك.',
  retry: 'أعد الإرسال',
  typing: 'يكتب الآن…',
  offline: 'انقطع الاتصال. نحاول من جديد، ورسائلك محفوظة.',
  unreachable: 'تعذّر الوصول إلى الخدمة. نعيد المحاولة…',
  refused: 'المحادثة غير متاحة على هذه الصفحة.',
  loading: 'نجهّز المحادثة…',
  name: 'الاسم',
  contact: 'رقم الجوال أو البريد الإلكتروني',
  contactHint: 'لنردّ عليك متى عاد الفريق',
  needName: 'اكتب اسمك',
  needContact: 'اكتب رقم جوال صحيحًا، مثل 0551234567، أو بريدًا إلكترونيًا',
  needText: 'اكتب رسالتك',
  start: 'أرسل الرسالة',
  newFrom: 'رسالة جديدة من',
  team: 'الفريق',
};

/** The words of the chat; both languages have the same keys. */
export type Texts = Readonly<Record<keyof typeof ar, string>>;

const en: Texts = {
  title: 'Chat with us',
  open: 'We answer you here as soon as we can',
  closed: 'Outside working hours',
  launcher: 'Open the chat',
  close: 'Close the chat',
  otherLanguage: 'العربية',
  log: 'Messages',
  today: 'Today',
  yesterday: 'Yesterday',
  write: 'Write a message…',
  message: 'Your message',
  send: 'Send',
  attach: 'Attach a file',
  remove: 'Remove the attachment',
  uploading: 'Uploading',
  uploadFailed: 'The file did not upload. Remove it and try again.',
  tooLarge: 'The file is larger than allowed',
  sending: 'Sending',
  sent: 'Sent',
  received: 'Received',
  failed: 'Your message was not sent.',
  retry: 'Send again',
  typing: 'is writing…',
  offline: 'You are offline. We keep trying, and your messages are safe.',
  unreachable: 'We cannot be reached. Trying again…',
  refused: 'The chat is not available on this page.',
  loading: 'Getting the chat ready…',
  name: 'Name',
  contact: 'Mobile number or e-mail',
  contactHint: 'So that we can answer when the team is back',
  needName: 'Please write your name',
  needContact: 'Please write a valid mobile number, like 0551234567, or an e-mail address',
  needText: 'Please write your message',
  start: 'Send message',
  newFrom: 'New message from',
  team: 'the team',
};

export const TEXTS: Readonly<Record<Language, Texts>> = { ar, en };

/** Whole locale tags: the bare ones choose digits and calendars differently from browser to browser. */
const LOCALES: Readonly<Record<Language, string>> = {
  ar: 'ar-SA-u-ca-gregory-nu-latn',
  en: 'en-GB-u-ca-gregory-nu-latn',
};

/** "3 new messages" in words, with the Arabic forms for one, two, few and many. */
export function newMessages(count: number, language: Language): string {
  if (language === 'en') return `${count} new message${count === 1 ? '' : 's'}`;
  if (count === 1) return 'رسالة جديدة';
  if (count === 2) return 'رسالتان جديدتان';
  const rest = count % 100;
  return rest >= 3 && rest <= 10 ? `${count} رسائل جديدة` : `${count} رسالة جديدة`;
}

/** Hour and minute on the reader's clock. */
export function timeOf(instant: string, language: Language): string {
  return new Date(instant).toLocaleTimeString(LOCALES[language], { hour: 'numeric', minute: '2-digit' });
}

/** "Today", "Yesterday", or the day with both calendars. */
export function dayOf(instant: string, language: Language, now: Date): string {
  const day = new Date(instant);
  const age = startOf(now) - startOf(day);
  if (age <= 0) return TEXTS[language].today;
  if (age < 1.5 * 86_400_000) return TEXTS[language].yesterday;
  const date = (calendar: string): string =>
    day.toLocaleDateString(LOCALES[language].replace('gregory', calendar), { day: 'numeric', month: 'long' });
  return `${date('islamic-umalqura')} · ${date('gregory')}`;
}

function startOf(day: Date): number {
  return new Date(day).setHours(0, 0, 0, 0);
}

/** "1.4 MB" with units that both languages read. */
export function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

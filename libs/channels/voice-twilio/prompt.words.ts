/** What callers hear that is no setting: short, and the same in both languages. */
export interface Words {
  menuEntry(words: string, key: string): string;
  place(place: number, minutes: number): string;
  readonly callback: string;
  readonly callbackNoted: string;
  readonly thanks: string;
  readonly goodbye: string;
}

export const ARABIC: Words = {
  menuEntry: (words, key) => `${words}: اضغطوا ${key}.`,
  place: (place, minutes) =>
    place === 1
      ? `أنتم التالون في الانتظار. المدة المتوقعة نحو ${minutesInArabic(minutes)}.`
      : `ترتيبكم في الانتظار: ${place}. المدة المتوقعة نحو ${minutesInArabic(minutes)}.`,
  callback: 'إن رغبتم أن نعاود الاتصال بكم بدل الانتظار، فاضغطوا 1.',
  callbackNoted: 'سجّلنا طلبكم، وسنعاود الاتصال بكم على هذا الرقم بإذن الله. في أمان الله.',
  thanks: 'شكرًا لكم، وصلتنا رسالتكم. في أمان الله.',
  goodbye: 'شكرًا لاتصالكم. في أمان الله.',
};

export const ENGLISH: Words = {
  menuEntry: (words, key) => `For ${words}, press ${key}.`,
  place: (place, minutes) =>
    place === 1
      ? `You are next. The expected wait is about ${minutesInEnglish(minutes)}.`
      : `You are number ${place} in the queue. The expected wait is about ${minutesInEnglish(minutes)}.`,
  callback: 'To be called back instead of waiting, press 1.',
  callbackNoted: 'We have noted your request and will call you back on this number. Goodbye.',
  thanks: 'Thank you, we have received your message. Goodbye.',
  goodbye: 'Thank you for calling. Goodbye.',
};

function minutesInArabic(minutes: number): string {
  if (minutes === 1) return 'دقيقة واحدة';
  if (minutes === 2) return 'دقيقتين';
  return minutes <= 10 ? `${minutes} دقائق` : `${minutes} دقيقة`;
}

function minutesInEnglish(minutes: number): string {
  return minutes === 1 ? 'one minute' : `${minutes} minutes`;
}

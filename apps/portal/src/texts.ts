import type { FieldFault, Language } from '@sila/domain';

/** Every word of the portal that is not in the forms themselves: Arabic, English. */
const WORDS = {
  otherLanguage: ['English', 'العربية'],
  choose: ['كيف نخدمكم؟', 'How can we help?'],
  begin: ['ابدأ', 'Begin'],
  none: ['لا توجد نماذج متاحة حاليًا. يسعدنا تواصلكم معنا.', 'No form is open at present. Please contact us.'],
  unfinished: ['لديكم طلب لم يكتمل', 'You have a form that is not finished'],
  goOn: ['أكمل الطلب', 'Go on'],
  startOver: ['احذفه وابدأ من جديد', 'Delete it and start over'],
  haveCode: ['لديّ رمز لإكمال طلب', 'I have a code for a form I began'],
  step: ['الخطوة', 'Step'],
  of: ['من', 'of'],
  optional: ['اختياري', 'optional'],
  next: ['التالي', 'Next'],
  back: ['السابق', 'Back'],
  yes: ['نعم', 'Yes'],
  no: ['لا', 'No'],
  choosePlease: ['اختر…', 'Choose…'],
  hijri: ['هجري', 'Hijri'],
  gregory: ['ميلادي', 'Gregorian'],
  calendar: ['التقويم', 'Calendar'],
  day: ['اليوم', 'Day'],
  month: ['الشهر', 'Month'],
  year: ['السنة', 'Year'],
  addFile: ['صوّر أو اختر ملفًا', 'Take a picture or choose a file'],
  addAnother: ['أضف صورة أخرى', 'Add another'],
  uploading: ['جارٍ رفع الملف…', 'Uploading…'],
  remove: ['إزالة', 'Remove'],
  fileFailed: ['تعذّر رفع الملف. حاولوا مرة أخرى.', 'The file could not be uploaded. Please try again.'],
  fileTooLarge: ['الملف أكبر من المسموح به.', 'The file is too large.'],
  kept: ['حُفظ', 'Saved'],
  keeping: ['يُحفظ…', 'Saving…'],
  offline: [
    'لا يوجد اتصال. إجاباتكم محفوظة في هذا الجهاز.',
    'No connection. Your answers are kept on this device.',
  ],
  elsewhere: [
    'أُكمل هذا الطلب من جهاز آخر، ولن يُحفظ ما يُكتب هنا.',
    'This form was taken up on another device. What is written here is not saved.',
  ],
  later: ['الإكمال لاحقًا', 'Go on later'],
  laterIntro: [
    'إجاباتكم محفوظة في هذا المتصفح مدة 30 يومًا. للإكمال من جهاز آخر، اكتبوا جوالكم أو بريدكم.',
    'Your answers are kept in this browser for 30 days. To go on from another device, write your mobile number or e-mail.',
  ],
  contact: ['رقم الجوال أو البريد الإلكتروني', 'Mobile number or e-mail'],
  getCode: ['احصل على رمز', 'Get a code'],
  codeHere: [
    'اكتبوا هذا الرمز واحتفظوا به. يصلح مرة واحدة خلال 30 يومًا مع الجوال أو البريد نفسه، ويتوقف بعد خمس محاولات خاطئة.',
    'Write this code down and keep it safe. It works once within 30 days, together with the same number or address, and stops after five wrong tries.',
  ],
  codeBySending: [
    'تم. عند الإكمال من جهاز آخر اطلبوا رمزًا، وسنرسله إلى هذا العنوان.',
    'Done. When you go on from another device, ask for a code and we send it to this address.',
  ],
  backToForm: ['العودة إلى الطلب', 'Back to the form'],
  resume: ['إكمال طلب سابق', 'Go on with a form'],
  resumeIntro: [
    'اكتبوا الجوال أو البريد الذي ذكرتموه عند الحفظ، ثم الرمز.',
    'Write the mobile number or e-mail you gave when you saved, then the code.',
  ],
  sendCode: ['أرسلوا لي رمزًا', 'Send me a code'],
  codeAsked: [
    'إن كان هناك طلب محفوظ بهذا العنوان وأمكن الإرسال إليه، فسيصلكم الرمز خلال دقائق. وإلا فاستخدموا الرمز الذي كتبتموه.',
    'If a form is kept for this address and we can send to it, a code arrives within minutes. Otherwise use the code you wrote down.',
  ],
  code: ['الرمز', 'Code'],
  wrongCode: [
    'الرمز أو العنوان غير صحيح، أو انتهت صلاحية الرمز.',
    'The code or the address is not right, or the code is too old.',
  ],
  home: ['الصفحة الأولى', 'First page'],
  review: ['مراجعة الطلب', 'Check your answers'],
  change: ['تعديل', 'Change'],
  files: ['المرفقات', 'Files'],
  consent: ['الإقرار والموافقة', 'Your consent'],
  agree: ['أوافق على ما سبق', 'I agree'],
  mustAgree: ['لا يمكن إرسال الطلب دون الموافقة.', 'The form can only be sent with your consent.'],
  send: ['أرسل الطلب', 'Send'],
  sending: ['يُرسل…', 'Sending…'],
  notSent: [
    'لم يُرسل الطلب. إجاباتكم محفوظة، حاولوا مرة أخرى بعد قليل.',
    'The form was not sent. Your answers are kept; please try again in a moment.',
  ],
  tooMany: ['محاولات كثيرة. انتظروا قليلًا ثم حاولوا.', 'Too many tries. Please wait a little.'],
  received: ['وصلنا طلبكم', 'We have received it'],
  receivedIntro: [
    'احتفظوا بهذا الرقم واذكروه عند السؤال عن الطلب. سنتواصل معكم على العنوان الذي ذكرتموه.',
    'Keep this number and name it when you ask about the form. We will contact you at the address you gave.',
  ],
  reference: ['رقم الطلب', 'Reference'],
  copy: ['نسخ الرقم', 'Copy the number'],
  copied: ['نُسخ', 'Copied'],
  toWhatsapp: ['أرسلها إلى واتساب', 'Send it to WhatsApp'],
  help: ['تحتاجون مساعدة؟', 'Need help?'],
  call: ['اتصلوا بنا', 'Call us'],
  whatsapp: ['واتساب', 'WhatsApp'],
  loading: ['لحظة من فضلكم…', 'One moment…'],
  unreachable: ['تعذّر الاتصال.', 'We could not be reached.'],
  again: ['أعد المحاولة', 'Try again'],
  insecure: [
    'تعمل هذه الصفحة على عنوان آمن (https) فقط.',
    'This page works at a secure address (https) only.',
  ],
  mistakes: ['راجعوا الحقول المشار إليها', 'Please look at the marked fields'],
} as const;

/** The words of the portal in one language. */
export type Texts = Readonly<Record<keyof typeof WORDS, string>>;

const FAULTS: Readonly<Record<FieldFault, readonly [string, string]>> = {
  required: ['هذا الحقل مطلوب', 'Please answer this'],
  'too-long': ['النص أطول من المسموح به', 'The text is too long'],
  'too-many': ['العدد أكثر من المسموح به', 'Too many are chosen'],
  'too-few': ['العدد أقل من المطلوب', 'Too few are chosen'],
  'not-a-choice': ['اختاروا من القائمة', 'Please choose one of these'],
  'not-a-number': ['اكتبوا رقمًا', 'Please write a number'],
  'too-small': ['الرقم أصغر من المسموح به', 'The number is too small'],
  'too-large': ['الرقم أكبر من المسموح به', 'The number is too large'],
  'not-a-date': ['هذا التاريخ غير صحيح', 'There is no such date'],
  'in-the-future': ['التاريخ في المستقبل', 'This date is in the future'],
  'not-a-national-id': [
    'رقم الهوية غير صحيح: 10 أرقام تبدأ بـ 1 أو 2',
    'This is not a valid number: ten digits that begin with 1 or 2',
  ],
  'not-an-iban': ['رقم الآيبان غير صحيح: SA ثم 22 رقمًا', 'This is not a valid IBAN: SA and 22 digits'],
  'not-a-mobile': [
    'رقم الجوال غير صحيح: يبدأ بـ 05 ويتكون من 10 أرقام',
    'This is not a valid number: ten digits that begin with 05',
  ],
  'not-an-email': ['البريد الإلكتروني غير صحيح', 'This is not a valid e-mail address'],
};

const column = (language: Language): 0 | 1 => (language === 'ar' ? 0 : 1);

const wordsOf = (language: Language): Texts =>
  Object.fromEntries(Object.entries(WORDS).map(([key, both]) => [key, both[column(language)]])) as Texts;

export const TEXTS: Readonly<Record<Language, Texts>> = { ar: wordsOf('ar'), en: wordsOf('en') };

/** What is wrong with an answer, and what to do. */
export const faultWords = (code: FieldFault, language: Language): string => FAULTS[code][column(language)];

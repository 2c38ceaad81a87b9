import type { Language } from './look.state.ts';

type Sample = { readonly ar: string; readonly en: string };

/** What beneficiaries often write on WhatsApp. */
export const chatSamples: readonly Sample[] = [
  { ar: 'السلام عليكم، متى تُصرف كفالة هذا الشهر؟', en: 'Hello, when is this month’s stipend paid?' },
  {
    ar: 'أنا أم لثلاثة أيتام وأرغب في التسجيل لديكم، ما المطلوب؟',
    en: 'I am a mother of three orphans and would like to register. What do you need?',
  },
  { ar: 'غيّرت رقم الحساب البنكي، كيف أحدّثه؟', en: 'My bank account has changed. How do I update it?' },
  {
    ar: 'ابنتي تحتاج نظارة طبية، هل تساعدون في ذلك؟',
    en: 'My daughter needs glasses. Can you help with that?',
  },
  {
    ar: 'أرسلت المستندات قبل أسبوعين ولم يردّ علي أحد.',
    en: 'I sent the papers two weeks ago and nobody answered.',
  },
  { ar: 'شكر الله سعيكم، وصلت الحقائب المدرسية.', en: 'Thank you kindly, the school bags have arrived.' },
];

/** A mail to begin with. */
export const mailSample = {
  subject: { ar: 'طلب تسجيل أسرة', en: 'Registering our family' },
  body: {
    ar: 'السلام عليكم ورحمة الله وبركاته،\n\nأرغب في تسجيل أسرتي لدى الجمعية. لدي طفلان، وقد توفي والدهما في رمضان الماضي. أرجو إفادتي بالمستندات المطلوبة.\n\nولكم جزيل الشكر.',
    en: 'Dear team,\n\nI would like to register my family with you. I have two children; their father passed away last Ramadan. Please let me know which papers you need.\n\nWith many thanks.',
  },
} as const;

/** A place to send. */
export const locationSample = (lang: Language) => ({
  latitude: 24.68773,
  longitude: 46.72185,
  ...(lang === 'ar'
    ? { label: 'منزلنا', address: 'حي الملز، الرياض' }
    : { label: 'Our home', address: 'Al Malaz, Riyadh' }),
});

/** A contact card to send. */
export const contactSample = (lang: Language) => ({
  name: lang === 'ar' ? 'عبدالرحمن (عم الأيتام)' : 'Abdulrahman (the orphans’ uncle)',
  phone: '+966500000199',
});

import { z } from 'zod';
import { secret } from '../channel.js';
import { accountFields, apiAddressField } from '../providers/twilio/account.settings.js';

const PROMPT = 'Text that is spoken, or the https address of a recording.';
const PROMPT_AR = 'نصّ يُقرأ آليًّا، أو عنوان تسجيل صوتي يبدأ بـ https.';

/** What callers hear: text, or the address of a recording. */
function prompt(title: string, titleAr: string, words: string) {
  const said = z.string().trim().min(1).max(1000).default(words);
  return said.meta({ title, titleAr, description: PROMPT, descriptionAr: PROMPT_AR });
}

/** The same in English, said after the Arabic; nothing when left empty. */
function english(title: string, titleAr: string) {
  const said = z.string().trim().max(1000).default('');
  return said.meta({ title, titleAr, description: PROMPT, descriptionAr: PROMPT_AR });
}

const seconds = (title: string, titleAr: string, least: number, most: number, fallback: number) =>
  z.int().min(least).max(most).default(fallback).meta({ title, titleAr });

/** A key of the menu, and where it leads. */
const menuEntry = z.object({
  key: z
    .string()
    .regex(/^[1-9]$/, 'a digit from 1 to 9')
    .meta({ title: 'Key', titleAr: 'الرقم' }),
  words: z.string().trim().min(1).max(200).meta({ title: 'For what, in Arabic', titleAr: 'الخدمة بالعربية' }),
  wordsEn: z
    .string()
    .trim()
    .max(200)
    .default('')
    .meta({ title: 'For what, in English', titleAr: 'الخدمة بالإنجليزية' }),
  queue: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .meta({ title: 'Queue, by its name', titleAr: 'قائمة الانتظار، باسمها' }),
});

const calling = {
  number: z
    .string()
    .trim()
    .regex(/^\+\d{8,15}$/, 'a number with + and country code')
    .meta({ title: 'Number', titleAr: 'رقم الهاتف' }),
  apiKeySid: z
    .string()
    .trim()
    .regex(/^SK[0-9a-fA-F]{32}$/, 'an API key SID is "SK" and 32 hexadecimal digits')
    .meta({
      title: 'API key SID',
      titleAr: 'معرّف مفتاح الواجهة (API key SID)',
      description: 'Lets officers take calls in the browser.',
      descriptionAr: 'به يستقبل الموظفون المكالمات في المتصفّح.',
    }),
  apiKeySecret: secret({ title: 'API key secret', titleAr: 'سرّ مفتاح الواجهة (API key secret)' }),
  twimlApplicationSid: z
    .string()
    .trim()
    .regex(/^AP[0-9a-fA-F]{32}$/, 'an application SID is "AP" and 32 hexadecimal digits')
    .optional()
    .meta({ title: 'TwiML application SID', titleAr: 'معرّف تطبيق TwiML', advanced: true }),
};

const prompts = {
  greeting: prompt('Greeting', 'الترحيب', 'السلام عليكم ورحمة الله، أهلًا بكم في الجمعية.'),
  greetingEn: english('Greeting in English', 'الترحيب بالإنجليزية'),
  menu: z
    .array(menuEntry)
    .max(9)
    .default([])
    .refine((entries) => new Set(entries.map(({ key }) => key)).size === entries.length, 'every key once')
    .meta({
      title: 'Menu',
      titleAr: 'قائمة الخدمات',
      description: 'Without a menu everybody waits in the queue of this account.',
      descriptionAr: 'من دون قائمة ينتظر الجميع في قائمة انتظار هذا الحساب.',
    }),
  closed: prompt(
    'Outside working hours',
    'خارج أوقات العمل',
    'نعتذر، نحن الآن خارج أوقات العمل. نرجو ترك رسالتكم بعد الصافرة، وسنتواصل معكم بإذن الله.',
  ),
  closedEn: english('Outside working hours, in English', 'خارج أوقات العمل بالإنجليزية'),
  unanswered: prompt(
    'Nobody could answer',
    'تعذّر الرد',
    'نعتذر عن الانتظار، جميع موظفينا مشغولون. نرجو ترك رسالتكم بعد الصافرة، وسنعاود الاتصال بكم بإذن الله.',
  ),
  unansweredEn: english('Nobody could answer, in English', 'تعذّر الرد بالإنجليزية'),
  recording: z.boolean().default(false).meta({
    title: 'Record calls',
    titleAr: 'تسجيل المكالمات',
    description: 'Only after the person agreed by pressing 1.',
    descriptionAr: 'بعد موافقة المتصل بالضغط على الرقم 1 فقط.',
  }),
  consent: prompt(
    'Consent to recording',
    'الموافقة على التسجيل',
    'نودّ تسجيل المكالمة لتحسين خدمتكم. للموافقة اضغطوا 1، وللمتابعة دون تسجيل اضغطوا 2.',
  ),
  consentEn: english('Consent to recording, in English', 'الموافقة على التسجيل بالإنجليزية'),
  hold: prompt('While on hold', 'أثناء التعليق', 'نرجو الانتظار لحظات، وسنعود إليكم.'),
  holdEn: english('While on hold, in English', 'أثناء التعليق بالإنجليزية'),
};

const times = {
  ringSeconds: seconds('Ring at an officer for (seconds)', 'مدة الرنين عند الموظف (ثانية)', 2, 60, 20),
  maximumWaitMinutes: seconds('Longest wait (minutes)', 'أطول انتظار (دقيقة)', 1, 60, 15),
  voicemailSeconds: seconds('Longest voicemail (seconds)', 'أطول رسالة صوتية (ثانية)', 10, 600, 180),
};

const voices = {
  voice: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .default('Polly.Hala-Neural')
    .meta({ title: 'Arabic voice', titleAr: 'الصوت العربي', advanced: true }),
  voiceEn: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .default('Polly.Joanna-Neural')
    .meta({ title: 'English voice', titleAr: 'الصوت الإنجليزي', advanced: true }),
  softphoneUrl: z
    .string()
    .trim()
    .regex(/^wss?:\/\/\S+$/, 'an address that begins with ws:// or wss://')
    .optional()
    .meta({ title: 'Address of a simulated softphone', titleAr: 'عنوان هاتف محاكى', advanced: true }),
};

/** What one telephone number at Twilio needs. README.md says where each value is found. */
export const accountSettings = z.object({
  ...accountFields,
  ...calling,
  ...prompts,
  ...times,
  ...voices,
  ...apiAddressField,
});

export type AccountSettings = z.output<typeof accountSettings>;

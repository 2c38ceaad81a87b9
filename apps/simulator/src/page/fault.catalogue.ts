/** A fault as the page offers it: what happens, said in a line. */
export type FaultOffer = { readonly kind: string; readonly ar: string; readonly en: string };

type FaultGroup = {
  readonly title: { readonly ar: string; readonly en: string };
  readonly offers: readonly FaultOffer[];
};

/** The faults worth playing with by hand; the HTTP interface knows them all. */
export const faultCatalogue: readonly FaultGroup[] = [
  {
    title: { ar: 'واتساب: الإرسال', en: 'WhatsApp: sending' },
    offers: [
      { kind: '429', ar: 'يرفض لكثرة الطلبات (429)', en: 'Refuses: too many requests (429)' },
      { kind: '500', ar: 'خطأ في خادم المزوّد (500)', en: 'Provider’s server error (500)' },
      { kind: 'hang', ar: 'يقبل الرسالة ثم لا يجيب', en: 'Accepts, then never answers' },
      { kind: 'reset', ar: 'يقبل الرسالة ثم يقطع الاتصال', en: 'Accepts, then cuts the line' },
      { kind: 'half-json', ar: 'يقبل ويجيب بنصف جواب', en: 'Accepts, answers half a body' },
      { kind: 'undeliverable', ar: 'لا تصل الرسالة إلى الهاتف', en: 'The phone can’t be reached' },
    ],
  },
  {
    title: { ar: 'واتساب: إشعارات الحالة', en: 'WhatsApp: status reports' },
    offers: [
      { kind: 'lost-callback', ar: 'تضيع الإشعارات', en: 'Reports get lost' },
      { kind: 'shuffle-callbacks', ar: 'تصل بترتيب معكوس', en: 'Reports come in the wrong order' },
      { kind: 'duplicate-callbacks', ar: 'تتكرر الإشعارات', en: 'Reports come twice' },
      { kind: 'delay-callbacks', ar: 'تتأخر ثلاث ثوانٍ', en: 'Reports come three seconds late' },
      { kind: 'early-callbacks', ar: 'تسبق جواب الإرسال', en: 'Reports come before the answer' },
    ],
  },
  {
    title: { ar: 'البريد', en: 'Mail' },
    offers: [
      { kind: 'smtp-4xx', ar: 'رفض مؤقت (4xx)', en: 'Refuses for now (4xx)' },
      { kind: 'smtp-5xx', ar: 'رفض دائم (5xx)', en: 'Refuses for good (5xx)' },
      { kind: 'smtp-drop-after-data', ar: 'يستلم ثم يقطع الاتصال', en: 'Takes the mail, then hangs up' },
      { kind: 'smtp-bounce', ar: 'يقبل ثم يعيد الرسالة مرتدّة', en: 'Accepts, bounces later' },
      { kind: 'drop-mid-fetch', ar: 'ينقطع أثناء قراءة الوارد', en: 'Cuts the line while being read' },
      { kind: 'silent-idle', ar: 'لا ينبّه إلى بريد جديد', en: 'Stays silent about new mail' },
    ],
  },
];

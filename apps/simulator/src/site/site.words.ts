/** The words of the association's home page, in one language. `{name}` stands for the association. */
export type SiteWords = {
  readonly lang: 'ar' | 'en';
  readonly dir: 'rtl' | 'ltr';
  readonly other: { readonly lang: 'ar' | 'en'; readonly label: string };
  readonly tagline: string;
  readonly nav: readonly string[];
  readonly heroTitle: string;
  readonly heroText: string;
  readonly heroAction: string;
  readonly heroNote: string;
  readonly servicesTitle: string;
  readonly services: readonly { readonly title: string; readonly text: string }[];
  readonly stepsTitle: string;
  readonly steps: readonly { readonly title: string; readonly text: string }[];
  readonly questionsTitle: string;
  readonly questions: readonly { readonly title: string; readonly text: string }[];
  readonly contactTitle: string;
  readonly contactText: string;
  /** The way that this very page is. */
  readonly chatWay: { readonly label: string; readonly value: string };
  readonly footer: string;
  readonly noWidget: string;
};

export const siteWords: Readonly<Record<'ar' | 'en', SiteWords>> = {
  ar: {
    lang: 'ar',
    dir: 'rtl',
    other: { lang: 'en', label: 'English' },
    tagline: 'نكفل ونعلّم ونُؤهّل',
    nav: ['خدماتنا', 'خطوات الطلب', 'أسئلة متكررة', 'تواصل معنا'],
    heroTitle: 'مع اليتيم حتى يعتمد على نفسه',
    heroText:
      'نرعى الأيتام وأسرهم في منطقة مكة المكرمة: كفالة شهرية، وتعليم، ورعاية صحية، وسكن كريم، حتى يشقّ كل واحد منهم طريقه.',
    heroAction: 'تحدّث معنا الآن',
    heroNote: 'فريق خدمة المستفيدين متاح من الأحد إلى الخميس، من 8 صباحًا إلى 4 مساءً.',
    servicesTitle: 'كيف نساعدك',
    services: [
      {
        title: 'الكفالة الشهرية',
        text: 'مبلغ ثابت يُودَع في حساب الأسرة أول كل شهر، مع متابعة سنوية لأوضاعها.',
      },
      { title: 'التعليم والتأهيل', text: 'رسوم دراسية وحقائب مدرسية، ودروس تقوية، وبرامج تأهيل لسوق العمل.' },
      { title: 'الرعاية الصحية', text: 'تأمين طبي وأجهزة مساندة ومواعيد لدى المراكز المتعاونة معنا.' },
      { title: 'السكن', text: 'المساهمة في الإيجار، وترميم المساكن، وتأثيثها للأسر الأشد حاجة.' },
    ],
    stepsTitle: 'ثلاث خطوات للتسجيل',
    steps: [
      { title: 'راسلنا', text: 'بالمحادثة في هذه الصفحة أو واتساب أو البريد، واذكر اسمك ومدينتك.' },
      { title: 'يدرس الباحث طلبك', text: 'يتواصل معك الباحث الاجتماعي ويطلب ما يلزم من مستندات فقط.' },
      { title: 'نبلّغك بالقرار', text: 'تصلك النتيجة بالوسيلة التي راسلتنا منها، خلال عشرة أيام عمل.' },
    ],
    questionsTitle: 'أسئلة متكررة',
    questions: [
      {
        title: 'من يستحق الكفالة؟',
        text: 'كل طفل فقد والده ولم يتجاوز الثامنة عشرة، ويستمر الدعم لطلاب الجامعة.',
      },
      {
        title: 'متى تُصرف الكفالة؟',
        text: 'في اليوم الأول من كل شهر ميلادي، وإن وافق إجازة فاليوم الذي يليها.',
      },
      {
        title: 'هل معلوماتي محفوظة؟',
        text: 'نعم. لا يطّلع عليها إلا من يخدم طلبك، ولا نشاركها مع أي جهة دون موافقتك.',
      },
    ],
    contactTitle: 'تواصل معنا',
    contactText: 'اختر ما يناسبك، وسنردّ عليك في أقرب وقت.',
    chatWay: { label: 'المحادثة المباشرة', value: 'من الزر في أسفل الصفحة' },
    footer: 'صفحة تجريبية لمحاكي «صلة»؛ الجمعية المذكورة متخيَّلة.',
    noWidget: 'لم تُضبط محادثة الموقع بعد: أضِف حساب محادثة من إدارة القنوات، ثم أعد تحميل الصفحة.',
  },
  en: {
    lang: 'en',
    dir: 'ltr',
    other: { lang: 'ar', label: 'العربية' },
    tagline: 'Care, schooling, a start in life',
    nav: ['What we do', 'How to apply', 'Questions', 'Contact'],
    heroTitle: 'Beside every orphan, until they stand on their own',
    heroText:
      'We look after orphans and their families in the Makkah region: a monthly stipend, schooling, health care and a decent home, until each of them finds their own way.',
    heroAction: 'Talk to us now',
    heroNote: 'Our beneficiary relations team is here Sunday to Thursday, 8 am to 4 pm.',
    servicesTitle: 'How we can help',
    services: [
      {
        title: 'Monthly stipend',
        text: 'A fixed amount paid to the family on the first of each month, reviewed once a year.',
      },
      {
        title: 'Schooling and training',
        text: 'School fees and supplies, extra lessons, and training towards a first job.',
      },
      {
        title: 'Health care',
        text: 'Medical insurance, assistive devices and appointments at partner clinics.',
      },
      { title: 'Housing', text: 'Help with rent, repairs and furniture for the families who need it most.' },
    ],
    stepsTitle: 'Three steps to register',
    steps: [
      {
        title: 'Write to us',
        text: 'By the chat on this page, WhatsApp or e-mail. Tell us your name and city.',
      },
      {
        title: 'A researcher looks at your case',
        text: 'They contact you and ask only for the papers they really need.',
      },
      { title: 'You hear our decision', text: 'Through the way you wrote to us, within ten working days.' },
    ],
    questionsTitle: 'Common questions',
    questions: [
      {
        title: 'Who can receive a stipend?',
        text: 'Any child under eighteen who has lost their father; support goes on through university.',
      },
      {
        title: 'When is it paid?',
        text: 'On the first day of each month, or on the next working day after a holiday.',
      },
      {
        title: 'Is my information safe?',
        text: 'Yes. Only those who serve your request see it, and nobody else without your consent.',
      },
    ],
    contactTitle: 'Contact us',
    contactText: 'Use whichever suits you; we will answer as soon as we can.',
    chatWay: { label: 'Live chat', value: 'the button at the foot of this page' },
    footer: 'A demonstration page of the Sila simulator; the association is imaginary.',
    noWidget: 'The website chat is not set up yet: add a chat account under Channels, then reload this page.',
  },
};

/** A conversation of the trial, as a beneficiary begins it and, where there is one, as the officer answers. */
export interface Sample {
  readonly by: 'phone' | 'mail' | 'chat';
  readonly name: string;
  /** A mobile number or a mail address; empty for a visitor of the website. */
  readonly address: string;
  readonly subject?: string;
  readonly lines: readonly string[];
  readonly answer?: string;
}

/** What the first inbox holds: invented people, ordinary matters. */
export const samples: readonly Sample[] = [
  {
    by: 'phone',
    name: 'أم عبدالله الزهراني',
    address: '+966500000101',
    lines: [
      'السلام عليكم ورحمة الله وبركاته',
      'نحن مسجلون لديكم وانتقلنا إلى سكن جديد في حي النسيم. كيف أحدّث العنوان حتى تصلنا السلة الغذائية؟',
    ],
    answer:
      'وعليكم السلام ورحمة الله وبركاته، حياكِ الله أم عبدالله. يكفي أن ترسلي صورة العنوان الوطني هنا، ونحدّثه اليوم بإذن الله.',
  },
  {
    by: 'phone',
    name: 'سعيد الغامدي',
    address: '+966500000103',
    lines: [
      'مساء الخير',
      'ابني في الصف الثالث المتوسط ويحتاج تقوية في الرياضيات. هل ما زال التسجيل في برنامج المساندة التعليمية مفتوحًا؟',
    ],
  },
  {
    by: 'phone',
    name: 'فهد العتيبي',
    address: '+966500000105',
    lines: [
      'السلام عليكم، توفي والدي رحمه الله قبل شهرين، ونحن خمسة إخوة أصغرنا في الروضة. والدتي تسأل عن زيارة الباحثة الاجتماعية وما الأوراق المطلوبة.',
    ],
  },
  {
    by: 'phone',
    name: 'مريم الحربي',
    address: '+966500000104',
    lines: ['وصلت البطاقة التموينية، الله يجزاكم خير', 'متى يُضاف رصيد هذا الشهر؟'],
  },
  {
    by: 'mail',
    name: 'نورة القحطاني',
    address: 'noura.qahtani@example.org',
    subject: 'تحديث رقم الآيبان',
    lines: [
      'السلام عليكم ورحمة الله وبركاته،',
      'غيّرنا البنك الشهر الماضي، وأرغب في تحديث رقم الآيبان حتى لا تتأخر الإعانة. هل أرسل خطاب البنك بالبريد، أم أحضر إلى المكتب؟',
      'مع الشكر،\nنورة القحطاني',
    ],
    answer:
      'وعليكم السلام ورحمة الله وبركاته، أهلًا بكِ أستاذة نورة.\nيمكنكِ إرسال خطاب البنك ردًا على هذه الرسالة، ولا حاجة إلى الحضور. نراجعه خلال يوم عمل ونؤكد لكِ التحديث.',
  },
  {
    by: 'mail',
    name: 'حصة الدوسري',
    address: 'hessa.dosari@example.org',
    subject: 'الرغبة في التطوع',
    lines: [
      'السلام عليكم،',
      'أعمل معلمة حاسب، ولدي وقت مساء الأحد والثلاثاء. يسعدني أن أساعد في تدريب الفتيات على مهارات الحاسب إن كان لديكم احتياج.',
      'حصة الدوسري',
    ],
  },
  {
    by: 'mail',
    name: 'Sarah Thompson',
    address: 'sarah.thompson@example.com',
    subject: 'Receipt for a sponsorship',
    lines: [
      'Hello,',
      'My husband and I have sponsored a child through you since January. Could you send us a receipt for the whole year? An English one would be a great help.',
      'Kind regards,\nSarah',
    ],
  },
  {
    by: 'chat',
    name: 'منى',
    address: '',
    lines: ['السلام عليكم، هل مكتب خدمة المستفيدين مفتوح يوم السبت؟ وأين موقعه؟'],
  },
];

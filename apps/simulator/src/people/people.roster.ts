/** A beneficiary to play: a phone, a mailbox and what they might write. */
export type Person = {
  readonly phone: string;
  readonly email: string;
  readonly ar: string;
  readonly en: string;
};

/** Invented people for the page; the numbers stand in a block that no operator has given out. */
export const peopleRoster: readonly Person[] = [
  {
    phone: '+966500000101',
    email: 'umm.abdullah@example.org',
    ar: 'أم عبدالله الزهراني',
    en: 'Umm Abdullah Al-Zahrani',
  },
  { phone: '+966500000102', email: 'noura.qahtani@example.org', ar: 'نورة القحطاني', en: 'Noura Al-Qahtani' },
  { phone: '+966500000103', email: 'saeed.ghamdi@example.org', ar: 'سعيد الغامدي', en: 'Saeed Al-Ghamdi' },
  { phone: '+966500000104', email: 'maryam.harbi@example.org', ar: 'مريم الحربي', en: 'Maryam Al-Harbi' },
  { phone: '+966500000105', email: 'fahad.otaibi@example.org', ar: 'فهد العتيبي', en: 'Fahad Al-Otaibi' },
  { phone: '+966500000106', email: 'hessa.dosari@example.org', ar: 'حصة الدوسري', en: 'Hessa Al-Dosari' },
];

/** A beneficiary to play: a phone and a mailbox. */
export type Person = {
  /** E.164, with "+". */
  readonly phone: string;
  readonly email: string;
  readonly ar: string;
  readonly en: string;
};

/** Invented people for the page; the numbers stand in a block that no operator has given out. */
const firstPeople: readonly Person[] = [
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

/** Everybody whom the page can play. */
export class PeopleRoster {
  private people = firstPeople;
  private made = 0;

  all(): readonly Person[] {
    return this.people;
  }

  /** Somebody new, with a number that nobody has. */
  add(): Person {
    const nth = ++this.made;
    const digits = String(100_000 + ((nth * 7_919 + Date.now()) % 900_000));
    const person = {
      phone: `+966500${digits}`,
      email: `person${digits}@example.org`,
      ar: `مستفيد جديد ${nth}`,
      en: `New beneficiary ${nth}`,
    };
    this.people = [...this.people, person];
    return person;
  }
}

/** An address for providers that know people by a number of their own: the phone's digits. */
export const digitsOf = (person: Person): string => person.phone.slice(1);

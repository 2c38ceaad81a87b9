import { type CurrentStaff, system } from '@sila/access';
import type { QueueView, StaffView } from '@sila/contracts';
import { QueueService, StaffService, Transactions } from '@sila/directory';
import type { QueuePurpose } from '@sila/domain';
import type { INestApplicationContext } from '@nestjs/common';
import type { FirstSignIn } from './announce.js';
import type { Secrets } from './secrets.js';

type TrialRole = keyof Secrets['firstPasswords'];

interface TrialPerson {
  readonly role: TrialRole;
  readonly email: string;
  readonly name: string;
  readonly title: FirstSignIn['role'];
  readonly serves: readonly QueuePurpose[];
}

/** The first staff: invented people, one of each role that talks with beneficiaries. */
const people: readonly TrialPerson[] = [
  {
    role: 'officer',
    email: 'officer@sila.example',
    name: 'ريم الأحمدي',
    title: { ar: 'مسؤولة علاقات المستفيدين', en: 'officer' },
    serves: ['relations'],
  },
  {
    role: 'researcher',
    email: 'researcher@sila.example',
    name: 'ماجد السبيعي',
    title: { ar: 'باحث اجتماعي', en: 'social researcher' },
    serves: ['research'],
  },
  {
    role: 'supervisor',
    email: 'supervisor@sila.example',
    name: 'هيفاء المالكي',
    title: { ar: 'مشرفة', en: 'supervisor' },
    serves: ['relations', 'research'],
  },
];

const us = system('first-start');
/** One officer serves the whole trial: what is written after the sample conversations must reach them too. */
const ROOM = { call: 1, chat: 12, mail: 12, interview: 1 };

/** Adds the first staff; who is there already stays as they are. */
export async function addTrialStaff(app: INestApplicationContext, secrets: Secrets): Promise<void> {
  const staff = app.get(StaffService, { strict: false });
  const queues = await app.get(QueueService, { strict: false }).list(us);
  for (const person of people) {
    if (await staff.findByEmail(us, person.email)) continue;
    const { email, name, role } = person;
    const input = {
      email,
      name,
      role,
      language: 'ar' as const,
      capacity: ROOM,
      skills: [],
      queueIds: queuesOf(person, queues),
    };
    await staff.createWithPassword(us, input, secrets.firstPasswords[role], { mustChange: true });
  }
}

/** The one-time passwords that nobody has used yet. */
export async function unusedSignIns(app: INestApplicationContext, secrets: Secrets): Promise<FirstSignIn[]> {
  const rows = await app
    .get(Transactions, { strict: false })
    .reader.query<{ email: string }>(
      'SELECT email FROM staff WHERE must_change_password AND disabled_at IS NULL',
    );
  const waiting = new Set(rows.map((row) => row.email));
  return people
    .filter((person) => waiting.has(person.email))
    .map(({ email, role, title }) => ({ email, password: secrets.firstPasswords[role], role: title }));
}

/** One of the first staff, to act as: what they see and answer in the sample conversations. */
export async function trialPerson(
  app: INestApplicationContext,
  role: TrialRole,
): Promise<CurrentStaff | null> {
  const email = people.find((person) => person.role === role)?.email ?? '';
  const found = await app.get(StaffService, { strict: false }).findByEmail(us, email);
  return found && actingAs(found);
}

function actingAs({ id, role, queueIds, name, email, language }: StaffView): CurrentStaff {
  const session = { sessionId: 'first-start', expiresAt: new Date(), mustChangePassword: false };
  return { id, role, queueIds, name, email, language, ...session, peer: null, requestId: null };
}

function queuesOf(person: TrialPerson, queues: readonly QueueView[]): string[] {
  return queues.filter((queue) => person.serves.includes(queue.purpose)).map((queue) => queue.id);
}

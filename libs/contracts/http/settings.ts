import { z } from 'zod';
import { id, instant } from './common.js';
import { formSettings } from './forms.js';
import { promiseSettings, skillNeed, workSettings } from './work.js';

const openingHours = z.array(
  z.object({
    day: z.number().int().min(0).max(6),
    from: z.string().regex(/^\d\d:\d\d$/),
    to: z.string().regex(/^\d\d:\d\d$/),
  }),
);

/** `domain` says what each field means. Versions from before a field existed lack it. */
const hours = z.object({
  timeZone: z.string().min(1).max(60),
  open: openingHours,
  ramadan: openingHours.nullable().default(null),
  holidays: z.array(z.iso.date()),
  yearly: z
    .array(
      z.strictObject({
        calendar: z.enum(['hijri', 'gregorian']),
        month: z.number().int().min(1).max(12),
        day: z.number().int().min(1).max(31),
        days: z.number().int().min(1).max(30),
      }),
    )
    .max(40)
    .default([]),
});

const bilingual = z.object({
  ar: z.string().trim().min(1).max(1000),
  en: z.string().trim().min(1).max(1000),
});

/** Something that conversations are about, as it is named when they are closed (P9). */
export const topic = z
  .strictObject({
    id: z.string().min(1).max(60),
    nameAr: z.string().trim().min(1).max(80),
    nameEn: z.string().trim().min(1).max(80),
  })
  .meta({ id: 'Topic' });
export type Topic = z.output<typeof topic>;

const FIRST_TOPICS: readonly Topic[] = [
  { id: 'sponsorship', nameAr: 'الكفالة', nameEn: 'Sponsorship' },
  { id: 'registration', nameAr: 'التسجيل في الجمعية', nameEn: 'Registration' },
  { id: 'documents', nameAr: 'المستندات', nameEn: 'Documents' },
  { id: 'support', nameAr: 'المساعدات', nameEn: 'Support' },
  { id: 'health', nameAr: 'الخدمات الصحية', nameEn: 'Health services' },
  { id: 'education', nameAr: 'التعليم', nameEn: 'Education' },
  { id: 'volunteering', nameAr: 'التطوع', nameEn: 'Volunteering' },
  { id: 'complaint', nameAr: 'شكوى أو اقتراح', nameEn: 'Complaint or suggestion' },
  { id: 'other', nameAr: 'موضوع آخر', nameEn: 'Something else' },
];

/** `GET /api/topics` */
export const topicList = z.array(topic).meta({ id: 'TopicList' });

/** The association itself: name, hours, and the words Sila writes to people by itself. */
export const associationSettings = z
  .strictObject({
    nameAr: z.string().trim().min(1).max(120),
    nameEn: z.string().trim().min(1).max(120),
    hours,
    /** Hours after closing during which a new message opens the same conversation again. */
    reopenHours: z.number().int().min(0).max(720),
    topics: z
      .array(topic)
      .min(1)
      .max(60)
      .default([...FIRST_TOPICS]),
    notices: z.strictObject({
      closed: bilingual,
      referred: bilingual,
      transferred: bilingual,
      outOfHours: bilingual,
      /** `{when}` becomes day and hour. */
      appointment: bilingual.default({
        ar: 'نذكّركم بموعدكم لدى الجمعية: {when}. وإن تعذّر حضوركم فنأمل إبلاغنا.',
        en: 'A reminder of your appointment with us: {when}. If you cannot come, please let us know.',
      }),
    }),
  })
  .meta({ id: 'AssociationSettings' });
export type AssociationSettings = z.output<typeof associationSettings>;

export const routingRule = z
  .strictObject({
    id: z.string().min(1).max(60),
    name: z.string().trim().min(1).max(120),
    when: z.strictObject({
      channels: z.array(z.string().max(40)).optional(),
      words: z.array(z.string().trim().min(1).max(80)).max(100).optional(),
      contact: z.enum(['new', 'known']).optional(),
      hours: z.enum(['open', 'closed']).optional(),
      form: z.array(z.string().max(60)).optional(),
    }),
    queueId: id,
    priority: z.number().int().min(-10).max(10).default(0),
    /** Skills that what this rule sends asks for. */
    needs: z.array(skillNeed).max(10).default([]),
  })
  .meta({ id: 'RoutingRule' });

/** Ordered rules and the queue that takes what no rule matched. */
export const routingSettings = z
  .strictObject({ rules: z.array(routingRule).max(200), defaultQueueId: id })
  .meta({ id: 'RoutingSettings' });
export type RoutingSettings = z.output<typeof routingSettings>;

/** A setting as stored: the value, its version, who changed it and when. */
export const versionedSetting = <Value extends z.ZodType>(value: Value, name: string) =>
  z
    .object({ version: z.number().int(), value, changedAt: instant, changedBy: z.string().nullable() })
    .meta({ id: name });

export const associationSetting = versionedSetting(associationSettings, 'AssociationSetting');
export const routingSetting = versionedSetting(routingSettings, 'RoutingSetting');
export const formSetting = versionedSetting(formSettings, 'FormSetting');
export const workSetting = versionedSetting(workSettings, 'WorkSetting');
export const promiseSetting = versionedSetting(promiseSettings, 'PromiseSetting');
/** `PUT /api/settings/<key>` carries the version that was read. */
export const putAssociation = z
  .strictObject({ version: z.number().int(), value: associationSettings })
  .meta({ id: 'PutAssociation' });
export const putRouting = z
  .strictObject({ version: z.number().int(), value: routingSettings })
  .meta({ id: 'PutRouting' });
export const putForms = z
  .strictObject({ version: z.number().int(), value: formSettings })
  .meta({ id: 'PutForms' });
export const putWork = z
  .strictObject({ version: z.number().int(), value: workSettings })
  .meta({ id: 'PutWork' });
export const putPromises = z
  .strictObject({ version: z.number().int(), value: promiseSettings })
  .meta({ id: 'PutPromises' });
export type VersionedSetting<Value> = {
  version: number;
  value: Value;
  changedAt: string;
  changedBy: string | null;
};

/** One inbound event that could not be worked: seen by metadata only. */
export const deadLetter = z
  .object({
    id,
    channel: z.string(),
    channelLabel: z.string(),
    receivedAt: instant,
    tries: z.number().int(),
    errorClass: z.string(),
    error: z.string(),
    codeVersion: z.string(),
    conversationId: id.nullable(),
    size: z.number().int(),
  })
  .meta({ id: 'DeadLetter' });
export type DeadLetter = z.output<typeof deadLetter>;
export const deadLetterPage = z
  .object({ items: z.array(deadLetter), nextCursor: z.string().nullable() })
  .meta({ id: 'DeadLetterPage' });
/** `POST /api/dead-letters/replay`: one, or all of one error class. */
export const replayDeadLetters = z
  .strictObject({ ids: z.array(id).max(500).optional(), errorClass: z.string().max(200).optional() })
  .refine((body) => (body.ids === undefined) !== (body.errorClass === undefined), 'give ids or errorClass')
  .meta({ id: 'ReplayDeadLetters' });
export const discardDeadLetter = z
  .strictObject({ reason: z.string().trim().min(1).max(500) })
  .meta({ id: 'DiscardDeadLetter' });

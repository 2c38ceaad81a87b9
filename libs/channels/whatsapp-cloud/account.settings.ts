import { z } from 'zod';
import type { MessageTemplate } from '../channel.js';
import { apiAddress, metaFields, metaId } from '../providers/meta/account.fields.js';

/** One approved message template, as an administrator copied it from WhatsApp Manager. */
const template = z.object({
  name: z
    .string()
    .regex(/^[a-z0-9_]{1,512}$/, 'small letters, digits and underscores')
    .meta({ title: 'Name', titleAr: 'الاسم' }),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(_[A-Z]{2})?$/, 'a language code like ar or en_US')
    .default('ar')
    .meta({ title: 'Language', titleAr: 'اللغة' }),
  /** The approved words with their placeholders, `{{1}}`, `{{2}}` … or `{{name}}`. */
  body: z.string().min(1).max(1024).meta({ title: 'Text', titleAr: 'النص' }),
  /** Names of the placeholders in the order an officer fills them. */
  variables: z
    .array(z.string().min(1).max(40))
    .default([])
    .meta({ title: 'Variables', titleAr: 'المتغيّرات' }),
});

/** What one WhatsApp number at Meta needs. README.md says where each value is found. */
export const accountSettings = z.object({
  phoneNumberId: metaId({
    title: 'Phone number ID',
    titleAr: 'معرّف رقم الهاتف (Phone number ID)',
    description: 'Not the number itself: the ID beside it in WhatsApp Manager.',
    descriptionAr: 'ليس الرقم نفسه، بل المعرّف المذكور بجانبه في مدير واتساب.',
  }),
  ...metaFields,
  apiBaseUrl: apiAddress('https://graph.facebook.com'),
  templates: z.array(template).max(200).default([]).meta({
    title: 'Approved templates',
    titleAr: 'القوالب المعتمدة',
    description: 'Needed to write to somebody 24 hours after their last message.',
    descriptionAr: 'تلزم للكتابة إلى شخص مضت على رسالته الأخيرة 24 ساعة.',
  }),
});

export type AccountSettings = z.output<typeof accountSettings>;
export type TemplateSetting = AccountSettings['templates'][number];

/** A template is known by name and language together: one name may be approved in several. */
export function templateId({ name, language }: Pick<TemplateSetting, 'name' | 'language'>): string {
  return `${name}/${language}`;
}

/** The templates as officers are offered them. */
export function offeredTemplates(settings: AccountSettings): MessageTemplate[] {
  return settings.templates.map((each) => ({
    id: templateId(each),
    name: each.name,
    body: each.body,
    variables: each.variables,
  }));
}

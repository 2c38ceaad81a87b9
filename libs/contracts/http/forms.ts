import { FIELD_TYPES, type FormDefinition, FORM_NAMES, type FormField } from '@sila/domain';
import { z } from 'zod';

const both = (most: number) =>
  z.strictObject({ ar: z.string().trim().min(1).max(most), en: z.string().trim().min(1).max(most) });
const key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens');

/** One question of a form. */
const formField = z
  .strictObject({
    id: key,
    type: z.enum(FIELD_TYPES),
    label: both(200),
    hint: both(500).optional(),
    required: z.boolean().default(false),
    options: z
      .array(z.strictObject({ value: key, label: both(120) }))
      .max(60)
      .optional(),
    min: z.number().int().min(0).optional(),
    max: z.number().int().min(1).optional(),
    when: z.strictObject({ field: key, is: z.array(z.string().max(40)).min(1).max(60) }).optional(),
  })
  .meta({ id: 'FormField' });

const formSection = z
  .strictObject({
    id: key,
    title: both(120),
    intro: both(1000).optional(),
    fields: z.array(formField).min(1).max(30),
  })
  .meta({ id: 'FormSection' });

const definition = <Name extends z.ZodType<string>>(name: Name) =>
  z
    .strictObject({
      name,
      title: both(120),
      intro: both(1000),
      nameField: key,
      sections: z.array(formSection).min(1).max(12),
      consent: z.strictObject({ version: z.string().trim().min(1).max(40), text: both(4000) }),
    })
    .superRefine((form, context) => {
      for (const message of formFaults(form))
        context.addIssue({ code: 'custom', message, path: ['sections'] });
    });

/** A form of the portal: questions in sections, the documents asked for, and what the person consents to. */
export const formDefinition = definition(z.enum(FORM_NAMES)).meta({ id: 'FormDefinition' });

/** What an interview at the desk goes through; what is consented to is what the person signs. It asks for no files. */
export const interviewForm = definition(key)
  .refine(
    ({ sections }) => sections.every(({ fields }) => fields.every(({ type }) => type !== 'file')),
    'an interview asks for no files',
  )
  .meta({ id: 'InterviewForm' });
export type InterviewForm = z.output<typeof interviewForm>;

function eachOnce(forms: readonly { readonly name: string }[]): boolean {
  return new Set(forms.map(({ name }) => name)).size === forms.length;
}

/** The forms of the portal, where somebody who is stuck can ask, and the forms of interviews. */
export const formSettings = z
  .strictObject({
    help: z.strictObject({
      /** In international form; empty when there is none. */
      phone: z
        .string()
        .trim()
        .regex(/^(\+\d{8,15})?$/, 'a number such as +966112345678, or nothing'),
      whatsapp: z
        .string()
        .trim()
        .regex(/^(\+\d{8,15})?$/, 'a number such as +966512345678, or nothing'),
    }),
    forms: z.array(formDefinition).max(FORM_NAMES.length).refine(eachOnce, 'each form once'),
    interviews: z.array(interviewForm).max(20).refine(eachOnce, 'each form once').default([]),
  })
  .meta({ id: 'FormSettings' });
export type FormSettings = z.output<typeof formSettings>;

const formLine = z.object({ field: z.string(), label: z.string(), value: z.string(), hidden: z.boolean() });

/** The answers of one section in words. */
export const formPart = z.object({ title: z.string(), lines: z.array(formLine) });

/** A form that was sent, as the staff reads it: sensitive numbers are covered. */
export const formView = z
  .object({
    name: z.enum(FORM_NAMES),
    title: z.string(),
    reference: z.string(),
    version: z.number().int(),
    consent: z.string(),
    parts: z.array(formPart),
  })
  .meta({ id: 'FormView' });
export type FormView = z.output<typeof formView>;

/** `POST /api/messages/:id/reveal`: the sensitive answers of a form, uncovered; every call is audited. */
export const revealedAnswers = z.object({ lines: z.array(formLine) }).meta({ id: 'RevealedAnswers' });
export type RevealedAnswers = z.output<typeof revealedAnswers>;

/** What a form can't be: fields of one name, conditions on what comes later, choices without options. */
function formFaults(form: Pick<FormDefinition, 'nameField' | 'sections'>): string[] {
  const fields = form.sections.flatMap((section) => section.fields);
  const before = new Map<string, FormField>();
  const faults = fields.flatMap((field) => {
    const found = fieldFaults(field, before);
    before.set(field.id, field);
    return found;
  });
  return before.get(form.nameField)?.type === 'text'
    ? faults
    : [...faults, 'nameField is no field of type text'];
}

function fieldFaults(field: FormField, before: ReadonlyMap<string, FormField>): string[] {
  const faults: string[] = [];
  if (before.has(field.id)) faults.push(`${field.id}: two fields of this name`);
  if (field.when && !before.has(field.when.field))
    faults.push(`${field.id}: asks for an answer that comes later`);
  const needsOptions = field.type === 'choice' || field.type === 'choices';
  if (needsOptions && !field.options?.length) faults.push(`${field.id}: nothing to choose from`);
  return faults;
}

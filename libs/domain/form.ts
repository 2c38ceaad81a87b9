import { checkValue, type FieldFault } from './form-value.js';
import type { Language } from './staff.js';

/** The forms of the portal. */
export const FORM_NAMES = ['help-request', 'volunteering', 'new-beneficiary'] as const;
export type FormName = (typeof FORM_NAMES)[number];

export const FIELD_TYPES = [
  'text',
  'long-text',
  'choice',
  'choices',
  'yes-no',
  'number',
  'date',
  'national-id',
  'iban',
  'mobile',
  'email',
  'city',
  'file',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** The same words in both languages. */
export type BothLanguages = Readonly<Record<Language, string>>;

/** Asked only when the answer to an earlier field is one of these. */
export interface FieldCondition {
  readonly field: string;
  readonly is: readonly string[];
}

export interface FieldOption {
  readonly value: string;
  readonly label: BothLanguages;
}

/** One question of a form. */
export interface FormField {
  readonly id: string;
  readonly type: FieldType;
  readonly label: BothLanguages;
  readonly hint?: BothLanguages | undefined;
  readonly required: boolean;
  /** What can be chosen; for a city what is suggested. */
  readonly options?: readonly FieldOption[] | undefined;
  /** The least number; of choices or files how many at least. */
  readonly min?: number | undefined;
  /** The greatest number, the longest text in characters, the most files. */
  readonly max?: number | undefined;
  readonly when?: FieldCondition | undefined;
}

/** A group of questions: one page of the portal. */
export interface FormSection {
  readonly id: string;
  readonly title: BothLanguages;
  readonly intro?: BothLanguages | undefined;
  readonly fields: readonly FormField[];
}

/** A form as the association's settings define it: of the portal, or for an interview. */
export interface FormDefinition<Name extends string = string> {
  readonly name: Name;
  readonly title: BothLanguages;
  readonly intro: BothLanguages;
  /** The field that holds the person's name. */
  readonly nameField: string;
  readonly sections: readonly FormSection[];
  readonly consent: { readonly version: string; readonly text: BothLanguages };
}

/** A form of the portal: each has a channel of its own. */
export type PortalForm = FormDefinition<FormName>;

/** An answer as typed, or as checked: a text, or several values (choices, files). */
export type FormAnswer = string | readonly string[];
export type FormAnswers = Readonly<Record<string, FormAnswer>>;

/** Why an answer can't be taken; the words are the web app's. */
export interface FormFault {
  readonly field: string;
  readonly code: FieldFault;
}

export interface CheckedForm {
  /** The answers in their one normal form; hidden and empty fields are left out. */
  readonly values: FormAnswers;
  readonly faults: readonly FormFault[];
}

/** All fields of a form, in order. */
export function fieldsOf(form: FormDefinition): FormField[] {
  return form.sections.flatMap((section) => section.fields);
}

/** The fields that these answers ask for: a field hangs on another only while that one is asked itself. */
export function visibleFields(form: FormDefinition, answers: FormAnswers): FormField[] {
  const visible = new Map<string, FormField>();
  for (const field of fieldsOf(form)) if (isAsked(field, visible, answers)) visible.set(field.id, field);
  return [...visible.values()];
}

/** The sections that have something to ask, each with the fields that are asked. */
export function visibleSections(form: FormDefinition, answers: FormAnswers): FormSection[] {
  const visible = new Set(visibleFields(form, answers));
  return form.sections
    .map((section) => ({ ...section, fields: section.fields.filter((field) => visible.has(field)) }))
    .filter((section) => section.fields.length > 0);
}

/** Checks what is asked, of the whole form or of some fields; the same in the browser and on the server. */
export function checkForm(
  form: FormDefinition,
  answers: FormAnswers,
  now: Date,
  fields: readonly FormField[] = visibleFields(form, answers),
): CheckedForm {
  const values: Record<string, FormAnswer> = {};
  const faults: FormFault[] = [];
  for (const field of fields) {
    const checked = checkValue(field, answers[field.id] ?? '', now);
    if ('fault' in checked) faults.push({ field: field.id, code: checked.fault });
    else if (checked.value !== null) values[field.id] = checked.value;
  }
  return { values, faults };
}

function isAsked(
  { when }: FormField,
  visible: ReadonlyMap<string, FormField>,
  answers: FormAnswers,
): boolean {
  if (!when) return true;
  if (!visible.has(when.field)) return false;
  const answer = answers[when.field] ?? '';
  const chosen = typeof answer === 'string' ? [answer] : answer;
  return chosen.some((value) => when.is.includes(value));
}

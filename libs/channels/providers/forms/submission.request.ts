import { FORM_NAMES, LANGUAGES, type PortalForm } from '@sila/domain';
import { z } from 'zod';
import { frame } from '../../carried-files.js';
import type { RawEvent, RawRequest } from '../../channel.js';

/** Largest file of a form in bytes, and how many go with one form: together they fit into one stored request. */
export const LARGEST_FILE = 6 * 1024 * 1024;
export const MOST_FILES = 10;

const file = z.object({
  fileName: z.string().max(400),
  mediaType: z.string().max(200),
  size: z.number().int().min(0).max(LARGEST_FILE),
});

/** A form that was sent, as it is stored: one line of JSON, then the bytes of the files it lists. */
export const submission = z.object({
  type: z.literal('submission'),
  submissionId: z.uuid(),
  reference: z.string().max(40),
  language: z.enum(LANGUAGES),
  /** The form as the person saw it; settings go on changing. */
  form: z.custom<PortalForm>(isDefinition, 'is no form'),
  version: z.number().int(),
  consent: z.string().max(40),
  /** Checked answers. Sensitive numbers are covered: whole they are in the sealed submission only. */
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  files: z.array(file).max(MOST_FILES),
});
export type Submission = z.output<typeof submission>;

/** Puts a form into the shape that intake stores; `bytes` are those of `files`, in their order. */
export function storedSubmission(sent: Submission, bytes: readonly Buffer[] = []): RawRequest {
  return { method: 'PORTAL', url: '', headers: {}, body: frame(sent, bytes) };
}

/** One event; the same submission again is the same event. */
export function submissionEvents({ submissionId }: Pick<Submission, 'submissionId'>): RawEvent[] {
  return [{ key: `f:${submissionId}`, accountRef: null, lane: submissionId, pointer: null }];
}

function isDefinition(value: unknown): boolean {
  const shape = z.looseObject({
    name: z.enum(FORM_NAMES),
    title: z.looseObject({ ar: z.string(), en: z.string() }),
    nameField: z.string(),
    sections: z.array(
      z.looseObject({ fields: z.array(z.looseObject({ id: z.string(), type: z.string() })) }),
    ),
  });
  return shape.safeParse(value).success;
}

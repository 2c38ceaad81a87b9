import type { InterviewRendering } from '@sila/contracts';
import type { FormAnswers, Stroke } from '@sila/domain';
import { type Keys, openJson, sealJson } from '@sila/platform';

const contextOf = (column: string, id: string): string => `interview|${column}|${id}`;

/** Everything an interview says is encrypted and bound to its row. */
export function sealInterviewAnswers(keys: Keys, id: string, answers: FormAnswers): Buffer {
  return sealJson(keys, contextOf('answers', id), answers);
}

export function openInterviewAnswers(
  keys: Keys,
  { id, answers }: { readonly id: string; readonly answers: Buffer },
): Record<string, string | string[]> {
  return openJson(keys, contextOf('answers', id), answers);
}

export function sealRendering(keys: Keys, id: string, rendering: InterviewRendering): Buffer {
  return sealJson(keys, contextOf('rendering', id), rendering);
}

export function openRendering(
  keys: Keys,
  { id, rendering }: { readonly id: string; readonly rendering: Buffer | null },
): InterviewRendering | null {
  return rendering ? openJson(keys, contextOf('rendering', id), rendering) : null;
}

export function sealSignature(
  keys: Keys,
  id: string,
  signature: { readonly name: string | null; readonly strokes: readonly Stroke[] | null },
): Buffer {
  return sealJson(keys, contextOf('signature', id), signature);
}

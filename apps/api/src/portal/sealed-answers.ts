import type { FormAnswers } from '@sila/domain';
import { type Keys, openJson, sealJson } from '@sila/platform';

const contextOf = (id: string): string => `form_submission|answers|${id}`;

/** Answers for the database: encrypted, and bound to their row. */
export function sealAnswers(keys: Keys, id: string, answers: FormAnswers): Buffer {
  return sealJson(keys, contextOf(id), answers);
}

/** The reverse; throws when they were changed or moved. */
export function openAnswers(keys: Keys, { id, answers }: { id: string; answers: Buffer }): FormAnswers {
  return openJson<FormAnswers>(keys, contextOf(id), answers);
}

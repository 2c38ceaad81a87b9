import type { FormAnswers } from '@sila/domain';
import type { Keys } from '@sila/platform';

const contextOf = (id: string): string => `form_submission|answers|${id}`;

/** Answers for the database: encrypted, and bound to their row. */
export function sealAnswers(keys: Keys, id: string, answers: FormAnswers): Buffer {
  return keys.encrypt(Buffer.from(JSON.stringify(answers)), contextOf(id));
}

/** The reverse; throws when they were changed or moved. */
export function openAnswers(keys: Keys, { id, answers }: { id: string; answers: Buffer }): FormAnswers {
  return JSON.parse(keys.decrypt(answers, contextOf(id)).toString()) as FormAnswers;
}

import {
  associationSettings,
  type AssociationSettings,
  createQueue,
  formSettings,
  routingRule,
} from '@sila/contracts';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { z } from 'zod';

const queueKey = createQueue.shape.key;

const fileQueue = z.strictObject({
  key: queueKey,
  nameAr: createQueue.shape.nameAr,
  nameEn: createQueue.shape.nameEn,
  purpose: createQueue.shape.purpose,
});

/** In the file queues go by their key: ids differ from one installation to the next. */
const fileRule = routingRule.omit({ queueId: true, needs: true }).extend({ queue: queueKey }).strict();

const associationFile = z.strictObject({
  association: associationSettings,
  queues: z.array(fileQueue).min(1).max(200),
  routing: z.strictObject({ defaultQueue: queueKey, rules: z.array(fileRule).max(200).default([]) }),
  /** A file of an earlier version has none: the forms in force stay. */
  forms: formSettings.optional(),
});

/** What `config/association.yaml` holds: the association, its queues, and the rules that lead to them. */
export interface AssociationFile extends z.output<typeof associationFile> {
  readonly association: AssociationSettings;
}

/** The file can't be used; the message has a line for each reason. */
export class AssociationFileError extends Error {
  constructor(faults: readonly string[]) {
    super(`The association's file can't be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'AssociationFileError';
  }
}

/** Reads YAML; unknown keys are refused. Throws `AssociationFileError`. */
export function parseAssociationFile(text: string): AssociationFile {
  const result = associationFile.safeParse(parseYaml(text));
  if (!result.success)
    throw new AssociationFileError(
      result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    );
  const unknown = unknownQueues(result.data);
  if (unknown.length > 0) throw new AssociationFileError(unknown.map((key) => `routing: no queue "${key}"`));
  return result.data;
}

/** Writes YAML that `parseAssociationFile` reads back to the same value. */
export function printAssociationFile(file: AssociationFile): string {
  return stringify(file, { lineWidth: 110, singleQuote: true });
}

/** The file that comes with the product, beside the sources or beside the build. */
export function defaultAssociationFile(): string {
  const places = ['../../config/association.yaml', '../../../config/association.yaml'];
  const files = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return files.find((file) => existsSync(file)) ?? files[0] ?? '';
}

function parseYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch (error) {
    throw new AssociationFileError([error instanceof Error ? error.message : String(error)]);
  }
}

function unknownQueues(file: AssociationFile): string[] {
  const known = new Set(file.queues.map((queue) => queue.key));
  const wanted = [file.routing.defaultQueue, ...file.routing.rules.map((rule) => rule.queue)];
  return [...new Set(wanted)].filter((key) => !known.has(key));
}

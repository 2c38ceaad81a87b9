import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from './processes.js';

/** Meta's own description of the API, with its examples, beside the clone; see the README there for its licence. */
const FILE = join(root, '../shared/fixtures/whatsapp/business-messaging-api_v23.0.yaml');

export interface Schema {
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, object>>;
  readonly additionalProperties?: boolean;
}

export interface Description {
  readonly paths: Readonly<Record<string, { readonly post: { readonly requestBody: RequestBody } }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface RequestBody {
  readonly content: Readonly<
    Record<string, { readonly examples: Readonly<Record<string, { readonly value: object }>> }>
  >;
}

/** What each example of a webhook must become; the first thing it says, in a word. */
export const MEANINGS: Readonly<Record<string, string>> = {
  'Text Message': 'text',
  'Text Message with Context (Product Inquiry)': 'text',
  'Text Message from Click to WhatsApp Ad': 'text',
  'Reaction Message': 'reaction',
  'Image Message': 'file',
  'Location Message': 'location',
  'Contact Sharing Message': 'contacts',
  'Unsupported Message': 'unsupported',
  'Button Message': 'choice',
  'Interactive List Reply Message': 'choice',
  'Interactive Button Reply Message': 'choice',
  'Order Message': 'text',
  'System Message': 'identity-change',
  'Group Create Message': 'unsupported',
  'Group Settings Update': 'unsupported',
  'Group Remove Participants': 'unsupported',
};

/** The description; null, said aloud, where the folder ../shared is not beside the clone. */
export function whatsappDescription(): Description | null {
  if (existsSync(FILE)) return parse(readFileSync(FILE, 'utf8')) as Description;
  process.stdout.write('The examples of WhatsApp did not run: the folder ../shared is missing.\n');
  return null;
}

/** The examples of what this path is told, by their names. */
export function examplesOf(description: Description, path: string): readonly (readonly [string, object])[] {
  const body = description.paths[path]?.post.requestBody.content['application/json'];
  return Object.entries(body?.examples ?? {}).map(([name, { value }]) => [name, value]);
}

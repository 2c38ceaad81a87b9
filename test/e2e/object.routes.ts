import { randomUUID } from 'node:crypto';

/** What a route with an id acts on, of the things that belong to a conversation. */
export type ObjectKind = 'conversation' | 'message' | 'attachment' | 'contact' | 'identity' | 'merge';

interface Facts {
  readonly version: number;
  readonly assigneeId: string;
}

/** A route of the description that the api serves. */
export interface Route {
  readonly method: string;
  readonly path: string;
  /** Null: about something else, with rules of its own. */
  readonly object: ObjectKind | 'unknown' | null;
  /** A body that would be taken from somebody with the right. */
  body(facts: Facts): unknown;
}

const KINDS: readonly (readonly [string, ObjectKind | null])[] = [
  ['/api/conversations/{id}', 'conversation'],
  ['/api/messages/{id}', 'message'],
  ['/api/attachments/{id}', 'attachment'],
  ['/api/contacts/{id}', 'contact'],
  ['/api/identities/{id}', 'identity'],
  ['/api/contact-merges/{id}', 'merge'],
  ['/api/letters/{id}', 'message'],
  ['/api/calls/{id}', null],
  ['/api/callbacks/{id}', null],
  ['/api/appointments/{id}', null],
  ['/api/interviews/{id}', null],
  ['/api/reception/{id}', null],
  ['/api/tickets/{id}', null],
  ['/api/waiting-rooms/{id}', null],
  ['/api/channel-accounts/{id}', null],
  ['/api/dead-letters/{id}', null],
  ['/api/media/{id}', null],
  ['/api/queues/{id}', null],
  ['/api/skills/{id}', null],
  ['/api/staff/{id}', null],
  ['/hooks/{hookId}', null],
  ['/widget/attachments/{id}', null],
];

const BODIES: Readonly<Record<string, (facts: Facts) => unknown>> = {
  'POST /api/conversations/{id}/assign': ({ version, assigneeId }) => ({ version, assigneeId, reason: 'لي' }),
  'POST /api/conversations/{id}/offer/accept': ({ version }) => ({ version }),
  'POST /api/conversations/{id}/offer/withdraw': ({ version }) => ({ version }),
  'POST /api/conversations/{id}/offer/decline': ({ version }) => ({ version, reason: 'لا أقدر' }),
  'POST /api/conversations/{id}/refer': ({ version }) => ({ version, reason: 'بحث' }),
  'POST /api/conversations/{id}/claim': ({ version }) => ({ version }),
  'POST /api/conversations/{id}/close': ({ version }) => ({ version, outcome: 'answered' }),
  'POST /api/conversations/{id}/reopen': ({ version }) => ({ version }),
  'PUT /api/conversations/{id}/officer': () => ({ staffId: null }),
  'PUT /api/conversations/{id}/priority': ({ version }) => ({ priority: 1, version }),
  'PUT /api/conversations/{id}/read': () => ({ seq: 1 }),
  'PUT /api/conversations/{id}/draft': () => ({ kind: 'note', text: 'مسودة' }),
  'POST /api/conversations/{id}/messages': () => ({ clientId: randomUUID(), kind: 'note', text: 'ملاحظة' }),
  'POST /api/conversations/{id}/calls': () => ({ clientId: randomUUID() }),
  'POST /api/contacts/{id}/merge': () => ({ intoId: randomUUID(), reason: 'هو نفسه' }),
  'POST /api/identities/{id}/move': () => ({ contactId: null, reason: 'له' }),
  'POST /api/contact-merges/{id}/undo': () => ({ reason: 'خطأ' }),
  'POST /api/conversations/{id}/letter-preview': () => ({ text: 'جواب', identityId: randomUUID() }),
  'POST /api/conversations/{id}/interviews': () => ({ form: 'beneficiary-visit', language: 'ar' }),
  'POST /api/letters/{id}/confirm': () => ({ text: '', numbers: [], sender: { name: 'نورة القحطاني' } }),
  'POST /api/letters/{id}/steps': () => ({ state: 'printed' }),
  'POST /api/messages/{id}/resolve': () => ({ decision: 'leave' }),
};

/** What a route must be asked. */
const QUERIES: Readonly<Record<string, string>> = { '/api/letters/{id}/people': '?q=نورة' };

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly requestBody?: object }>>>>;
}

/** Every route of the running api, from its own description: a new one is found here without anybody's help. */
export async function routesOf(apiUrl: string): Promise<Route[]> {
  const { paths } = (await (await fetch(`${apiUrl}/api/openapi.json`)).json()) as Description;
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([name, { requestBody }]) =>
      routeOf(name.toUpperCase(), path, requestBody),
    ),
  );
}

function routeOf(method: string, path: string, requestBody: object | undefined): Route {
  const kind = KINDS.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
  const object = kind ? kind[1] : path.includes('{') ? 'unknown' : null;
  const body = BODIES[`${method} ${path}`];
  if (object !== null && requestBody && !body) return { method, path, object: 'unknown', body: () => ({}) };
  const asked = `${path.replace('{number}', '1')}${QUERIES[path] ?? ''}`;
  return { method, path: asked, object, body: body ?? (() => undefined) };
}

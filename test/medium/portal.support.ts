import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { system } from '@sila/access';
import type { DraftKey, FormDraft, PortalChallenge, PortalStart, Proof } from '@sila/contracts';
import { ChannelAccountService } from '@sila/directory';
import { createHash } from 'node:crypto';
import { multipart } from '../support/multipart.js';
import type { Stack } from '../support/stack.js';

/** Numbers that are good by their check digits and belong to nobody; they must never be found in the open. */
export const CANARY = { nid: '1057391847', iban: 'SA4420000001234567891234' } as const;

/** Opens a form: an account of its channel. */
export async function openForm(stack: Stack, channel = 'help-request'): Promise<string> {
  const account = await stack.app.get(ChannelAccountService, { strict: false }).create(system('test'), {
    channel,
    label: `portal ${channel}`,
    queueId: null,
    webhookUrl: null,
    settings: {},
  });
  return account.id;
}

/** What a person answers in the form for help that comes with the product. */
export const ANSWERS = {
  name: 'نورة السالم',
  'national-id': '١٠٥٧٣٩١٨٤٧',
  'birth-date': 'hijri:1410-5-12',
  mobile: '٠٥٥١٢٣٤٥٦٧',
  city: 'مكة المكرمة',
  marital: 'widowed',
  members: '5',
  orphans: 'yes',
  'orphans-count': '٤',
  income: '0',
  kinds: ['rent', 'food'],
  'rent-sum': '18,000',
  story: 'نحتاج إلى سداد إيجار البيت.',
  iban: 'SA44 2000 0001 2345 6789 1234',
} as const;

/** Does the work that the portal does in the browser. */
export function solve({ challenge, bits }: PortalChallenge): Proof {
  for (let number = 0; ; number += 1) {
    const first = createHash('sha256').update(`${challenge}.${number}`).digest().readUInt32BE(0);
    if (Math.clz32(first) >= bits) return { challenge, number };
  }
}

interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A phone on the portal's pages, with the key of its draft. */
export class Phone {
  token: string | null = null;

  constructor(private readonly api: NestFastifyApplication) {}

  call({ method = 'GET', url, body, headers = {} }: Call) {
    return this.api.inject({
      method,
      url: `/portal/api/${url}`,
      headers: { ...(this.token && { authorization: `Bearer ${this.token}` }), ...headers },
      ...(body !== undefined && { payload: body as object }),
    });
  }

  async proof(): Promise<Proof> {
    return solve((await this.call({ url: 'challenge' })).json<PortalChallenge>());
  }

  /** Begins a form; gives the status of the answer. */
  async begin(accountId: string): Promise<number> {
    const { forms } = (await this.call({ url: 'start' })).json<PortalStart>();
    const version = forms.find((form) => form.accountId === accountId)?.version ?? 1;
    const body = { accountId, version, language: 'ar', proof: await this.proof() };
    const answer = await this.call({ method: 'POST', url: 'drafts', body });
    this.token = answer.json<DraftKey>().token ?? null;
    return answer.statusCode;
  }

  save(answers: object, step = 1) {
    return this.call({ method: 'PUT', url: 'draft', body: { answers, step, language: 'ar' } });
  }

  async draft(): Promise<FormDraft> {
    return (await this.call({ url: 'draft' })).json<FormDraft>();
  }

  submit(answers: object = ANSWERS, more: object = {}) {
    const body = { answers, language: 'ar', consent: '2026-11', website: '', ...more };
    return this.call({ method: 'POST', url: 'draft/submit', body });
  }

  upload(fileName: string, mediaType: string, bytes: Buffer) {
    return this.call({ method: 'POST', url: 'draft/files', ...multipart(fileName, mediaType, bytes) });
  }

  resume(contact: string, code: string) {
    return this.call({ method: 'POST', url: 'resume', body: { contact, code } });
  }
}

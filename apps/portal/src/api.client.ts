import type {
  AttachmentView,
  DraftCode,
  DraftKey,
  FormDraft,
  FormReceipt,
  PortalChallenge,
  PortalStart,
  Problem,
  Proof,
  SaveFormDraft,
  SubmitForm,
} from '@sila/contracts';
import type { FormFault, Language } from '@sila/domain';

/** What the server said no to. Any other error of a call means that it could not be reached. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly faults: readonly FormFault[],
  ) {
    super();
  }
}

interface Call {
  readonly method?: 'POST' | 'PUT' | 'DELETE';
  readonly token?: string;
  readonly body?: object;
}

const TIMEOUT_MS = 20_000;
/** Pictures over a slow line. */
const UPLOAD_MS = 120_000;

/** The portal's calls. The key of a draft travels in a header; there are no cookies. */
export const api = {
  start: () => call<PortalStart>('start'),
  challenge: () => call<PortalChallenge>('challenge'),
  open: (body: { accountId: string; version: number; language: Language; proof: Proof }) =>
    call<DraftKey>('drafts', { method: 'POST', body }),
  draft: (token: string) => call<FormDraft>('draft', { token }),
  save: (token: string, body: SaveFormDraft) => call<null>('draft', { method: 'PUT', token, body }),
  forget: (token: string) => call<null>('draft', { method: 'DELETE', token }),
  tie: (token: string, contact: string) =>
    call<DraftCode>('draft/code', { method: 'POST', token, body: { contact } }),
  submit: (token: string, body: SubmitForm) =>
    call<FormReceipt>('draft/submit', { method: 'POST', token, body }),
  sendCode: (contact: string, proof: Proof) =>
    call<null>('resume/code', { method: 'POST', body: { contact, proof } }),
  resume: (contact: string, code: string) =>
    call<DraftKey>('resume', { method: 'POST', body: { contact, code } }),
  upload: (token: string, file: File) => {
    const body = new FormData();
    body.append('file', file);
    return send<AttachmentView>('draft/files', { method: 'POST', body, headers: keyOf(token) }, UPLOAD_MS);
  },
};

function call<Answer>(path: string, { method, token, body }: Call = {}): Promise<Answer> {
  return send<Answer>(path, {
    ...(method && { method }),
    headers: { ...(body && { 'content-type': 'application/json' }), ...(token && keyOf(token)) },
    ...(body && { body: JSON.stringify(body) }),
  });
}

const keyOf = (token: string) => ({ authorization: `Bearer ${token}` });

async function send<Answer>(path: string, init: RequestInit, within = TIMEOUT_MS): Promise<Answer> {
  const signal = AbortSignal.timeout(within);
  const response = await fetch(`/portal/api/${path}`, { ...init, credentials: 'omit', signal });
  if (!response.ok) throw new Refused(response.status, await faultsOf(response));
  return (response.status === 204 ? null : await response.json()) as Answer;
}

async function faultsOf(response: Response): Promise<readonly FormFault[]> {
  const problem = (await response.json().catch(() => null)) as Problem | null;
  const faults = problem?.details?.['faults'];
  return Array.isArray(faults) ? (faults as FormFault[]) : [];
}

import type { PortalStart, SaveFormDraft } from '@sila/contracts';
import type { FormFault, Language } from '@sila/domain';
import type { Keeping } from './draft.keeper.js';
import { type KeptForm, memory, plain } from './memory.js';
import type { Texts } from './texts.js';

export type Screen = 'loading' | 'start' | 'form' | 'review' | 'later' | 'receipt' | 'resume';

/** Everything that is shown. */
export interface State {
  readonly screen: Screen;
  readonly language: Language;
  readonly start: PortalStart | null;
  readonly form: KeptForm | null;
  readonly faults: readonly FormFault[];
  readonly keeping: Keeping | null;
  readonly busy: boolean;
  readonly error: keyof Texts | null;
  /** Fields whose files are on their way, and what went wrong with the last one. */
  readonly uploading: readonly string[];
  readonly fileFault: { readonly field: string; readonly error: keyof Texts } | null;
  readonly agreed: boolean;
  /** The code to write down; empty when one is sent on demand. */
  readonly code: string | null;
  readonly codeAsked: boolean;
  readonly reference: string | null;
}

/** As the page opens. */
export const FIRST: State = {
  screen: 'loading',
  language: memory.language(),
  start: null,
  form: null,
  faults: [],
  keeping: null,
  busy: false,
  error: null,
  uploading: [],
  fileFault: null,
  agreed: false,
  code: null,
  codeAsked: false,
  reference: null,
};
/** What a new page begins without. */
export const QUIET = { faults: [], error: null, fileFault: null, busy: false } as const;

/** What the server keeps of a form. */
export function draftOf({ form, language }: State): SaveFormDraft {
  return { answers: plain(form?.answers ?? {}), step: form?.step ?? 0, language };
}

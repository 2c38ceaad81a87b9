import type { FormName, Language } from '@sila/domain';
import { z } from 'zod';
import { type Channel, ChannelError, type Connection } from '../../channel.js';
import { parseSubmission } from './parse.js';
import { LARGEST_FILE, MOST_FILES } from './submission.request.js';

const settings = z.object({});

/** A channel by which a form of the portal comes in. */
export interface FormChannel extends Channel<typeof settings> {
  readonly form: FormName;
}

/**
 * A form of the portal as a channel. Sila is its own provider: what is asked stands in the settings, and an account says
 * that the form is open. It only receives: the answer goes to an address that the person gave.
 */
export function formChannel(
  form: FormName,
  { label, icon }: { readonly label: Readonly<Record<Language, string>>; readonly icon: string },
): FormChannel {
  return { name: form, form, label, icon, settings, capabilities, open };
}

/** The form that a channel stands for; null for every other channel. */
export function formOf(channel: Channel): FormName | null {
  return 'form' in channel ? (channel as FormChannel).form : null;
}

const capabilities: Channel['capabilities'] = {
  continuity: 'matter',
  inbound: true,
  outbound: false,
  reaches: [],
  attachments: {
    inbound: true,
    outbound: false,
    maxBytes: LARGEST_FILE,
    maxCount: MOST_FILES,
    captions: 'all',
    maxCaption: 1,
  },
  maxLength: 1,
  splits: false,
  segments: null,
  window: null,
  templates: false,
  receipts: { delivered: false, read: false },
  idempotentSend: true,
  reconcile: false,
  typing: false,
  subject: false,
  html: false,
  voice: false,
  paper: false,
  inPerson: false,
  undoSeconds: 0,
  rate: { perSecond: 1, perRecipientMs: 0 },
};

function open(): Connection {
  return { send: refuse, parse: async (event) => parseSubmission(event) };
}

function refuse(): Promise<never> {
  return Promise.reject(
    new ChannelError('permanent', 'inbound-only', 'A form can not be answered by itself.'),
  );
}

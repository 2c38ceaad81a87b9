import type { Channel } from '../channel.js';
import { EmailConnection } from './connection.js';
import { settings } from './settings.js';

const MEBIBYTE = 1_048_576;
const LONGEST_TEXT = 100_000;

/** E-mail: a mailbox read over IMAP and answered over SMTP (README.md beside this file). */
export const email: Channel<typeof settings> = {
  name: 'email',
  label: { ar: 'البريد الإلكتروني', en: 'E-mail' },
  icon: 'mail',
  settings,
  capabilities: {
    continuity: 'matter',
    inbound: true,
    outbound: true,
    reaches: [],
    attachments: {
      inbound: true,
      outbound: true,
      maxBytes: 20 * MEBIBYTE,
      maxCount: 10,
      captions: 'all',
      maxCaption: LONGEST_TEXT,
    },
    maxLength: LONGEST_TEXT,
    splits: false,
    segments: null,
    window: null,
    templates: false,
    receipts: { delivered: false, read: false },
    idempotentSend: true,
    reconcile: false,
    typing: false,
    subject: true,
    html: true,
    voice: false,
    paper: false,
    inPerson: false,
    undoSeconds: 10,
    rate: { perSecond: 2, perRecipientMs: 0 },
  },
  begins: ['email'],
  open: (values, context) => new EmailConnection(values, context),
};

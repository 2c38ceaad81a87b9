import type { Channel } from '../channel.js';
import { accountSettings } from './account.settings.js';
import { openLetters } from './connection.js';
import { LARGEST_SCAN } from './scan.request.js';

/** Letters on paper: scanned at the desk and read, answered by letters that are printed, signed and posted. */
export const letters: Channel<typeof accountSettings> = {
  name: 'letters',
  label: { ar: 'الخطابات', en: 'Letters' },
  icon: 'mailbox',
  settings: accountSettings,
  capabilities: {
    continuity: 'matter',
    inbound: true,
    outbound: true,
    attachments: { inbound: true, outbound: false, maxBytes: LARGEST_SCAN, maxCount: 1, captions: 'all' },
    maxLength: 12_000,
    window: null,
    templates: false,
    receipts: { delivered: true, read: false },
    idempotentSend: true,
    reconcile: false,
    typing: false,
    subject: true,
    html: false,
    voice: false,
    paper: true,
    inPerson: false,
    undoSeconds: 0,
    rate: { perSecond: 20, perRecipientMs: 0 },
  },
  open: openLetters,
};

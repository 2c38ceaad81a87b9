import type { Channel } from '../channel.js';
import { accountSettings } from './account.settings.js';
import { openLetters } from './connection.js';
import { LARGEST_SCAN } from './scan.request.js';

/** What fits on about twenty pages, in UTF-16 code units. */
const LONGEST_LETTER = 12_000;

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
    reaches: [],
    attachments: {
      inbound: true,
      outbound: false,
      maxBytes: LARGEST_SCAN,
      maxCount: 1,
      captions: 'all',
      maxCaption: LONGEST_LETTER,
    },
    maxLength: LONGEST_LETTER,
    splits: false,
    segments: null,
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

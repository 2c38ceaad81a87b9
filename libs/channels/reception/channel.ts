import type { Channel } from '../channel.js';
import { accountSettings } from './account.settings.js';
import { openReception } from './connection.js';

/** People who come to the desk: they get a ticket, are called, and are interviewed. The answer is a talk, or goes another way. */
export const reception: Channel<typeof accountSettings> = {
  name: 'reception',
  label: { ar: 'الاستقبال', en: 'Reception' },
  icon: 'concierge-bell',
  settings: accountSettings,
  capabilities: {
    continuity: 'matter',
    inbound: true,
    outbound: false,
    reaches: [],
    attachments: {
      inbound: false,
      outbound: false,
      maxBytes: 0,
      maxCount: 1,
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
    inPerson: true,
    undoSeconds: 0,
    rate: { perSecond: 1, perRecipientMs: 0 },
  },
  open: openReception,
};

import { ChannelError, type Accepted, type Channel, type Connection, type Outbound } from '../channel.js';
import { accountSettings } from './account.settings.js';
import { parseEvent } from './parse.js';
import { LARGEST_FILE, LONGEST_TEXT, MOST_FILES } from './visitor.request.js';

/**
 * The chat on the association's own website. Sila itself is the provider: what a visitor writes comes in by REST with
 * the visitor's token, what an officer answers is fetched by the visitor's browser, and the socket only announces it.
 */
export const webChat: Channel<typeof accountSettings> = {
  name: 'web-chat',
  label: { ar: 'محادثة الموقع', en: 'Website chat' },
  icon: 'message-square',
  settings: accountSettings,
  capabilities: {
    continuity: 'stream',
    inbound: true,
    outbound: true,
    reaches: [],
    attachments: {
      inbound: true,
      outbound: true,
      maxBytes: LARGEST_FILE,
      maxCount: MOST_FILES,
      captions: 'all',
      maxCaption: LONGEST_TEXT,
    },
    maxLength: LONGEST_TEXT,
    splits: false,
    segments: null,
    window: null,
    templates: false,
    receipts: { delivered: true, read: true },
    idempotentSend: true,
    reconcile: false,
    typing: true,
    subject: false,
    html: false,
    voice: false,
    paper: false,
    inPerson: false,
    undoSeconds: 0,
    rate: { perSecond: 1000, perRecipientMs: 0 },
  },
  open,
};

function open(): Connection {
  return { send, parse: async (event) => parseEvent(event) };
}

/** The message is where the visitor's browser reads it: nothing is left to hand over, and nothing can be doubled. */
async function send({ to }: Pick<Outbound, 'to'>): Promise<Accepted> {
  if (to.kind !== 'visitor')
    throw new ChannelError(
      'permanent',
      'not-a-visitor',
      `A website chat can not reach an address of kind ${to.kind}.`,
    );
  return { providerId: null, status: 'sent' };
}

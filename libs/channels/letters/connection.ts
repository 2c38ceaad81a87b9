import path from 'node:path';
import {
  type Accepted,
  type ChannelContext,
  ChannelError,
  type Connection,
  type Outbound,
} from '../channel.js';
import type { Paper, PaperLetter } from '../paper.js';
import { HelperPool, typesetting } from '../providers/paper/helper.pool.js';
import { ReadingRefusal } from '../providers/paper/reading/reading.refusal.js';
import { referenceOf } from '../providers/paper/reference.js';
import type { TypesetDocument } from '../providers/paper/typesetter.js';
import { type AccountSettings, scanMailboxOf } from './account.settings.js';
import { ScanFolder } from './intake/folder.source.js';
import { ScanMailbox } from './intake/mail.source.js';
import { polling, type ScanSources } from './intake/scan.source.js';
import { parseScan } from './parse.js';
import { storedScan } from './scan.request.js';
import { LETTER_TEMPLATE } from './letter.template.js';
import { type TypesetLetter, typesetLetter } from './typeset.letter.js';

/** Twelve pages at a busy hour. */
const READING_MS = 240_000;
const MAIL_MS = 20_000;

/** Reading is slow and typesetting is waited for, so each has a process of its own, shared by all accounts. */
const reading = new HelperPool(READING_MS);
const mails = new HelperPool(MAIL_MS);

/** One account: the paper of the association. Nobody is called; a letter leaves when the desk prints it. */
export function openLetters(settings: AccountSettings, context: ChannelContext): Connection {
  const numberOf = (messageId: string): string => referenceOf(context.sign('letter', messageId));
  const set = (letter: PaperLetter): TypesetLetter =>
    typesetLetter(letter, settings, numberOf(letter.messageId), context.now());
  const sources = sourcesOf(settings, context);
  return {
    ...polling(sources),
    parse: async (event) => parseScan(event),
    providerIdFor: ({ messageId }) => numberOf(messageId),
    send: (message) => send(message, set(message), numberOf(message.messageId)),
    check: async () => {
      await typesetting.do({ kind: 'svg', document: documentOf(set(SAMPLE)) });
      if (settings.folder && !context.dropFolder)
        throw new ChannelError('permanent', 'no-drop-folder', 'DROP_DIR is not set for this process.');
      for (const source of Object.values(sources)) await source.check();
    },
    paper: paperOf(set),
    close: async () => void (await Promise.all(Object.values(sources).map((source) => source.close()))),
  };
}

/** The scanners of an account: a folder that one writes to, a mailbox that others write to. */
function sourcesOf(settings: AccountSettings, context: ChannelContext): ScanSources {
  const { dropFolder } = context;
  const now = (): Date => context.now();
  const { folder, scanners } = settings;
  const mailbox = scanMailboxOf(settings);
  const takeApart = (mail: Buffer) => mails.do({ kind: 'take-apart', mail });
  return {
    ...(folder && dropFolder && { folder: new ScanFolder(path.join(dropFolder, folder), now) }),
    ...(mailbox && { mailbox: new ScanMailbox(mailbox, scanners, takeApart, now) }),
  };
}

const SAMPLE: PaperLetter = {
  messageId: '00000000-0000-0000-0000-000000000000',
  conversationId: '00000000-0000-0000-0000-000000000000',
  conversationNumber: 1,
  toName: null,
  text: 'السلام عليكم',
  subject: null,
  language: 'ar',
  author: null,
};

function paperOf(set: (letter: PaperLetter) => TypesetLetter): Paper {
  return {
    intake: storedScan,
    read: async (scan) => {
      const read = await reading.do({ kind: 'read', scan }).catch(refused);
      return {
        ...read,
        pages: read.pages.map((page) => ({ ...page, picture: Buffer.from(page.picture) })),
      };
    },
    preview: (letter) => typesetting.do({ kind: 'svg', document: documentOf(set(letter)) }),
    bind: async (documents) => Buffer.from(await typesetting.do({ kind: 'bind', documents })),
  };
}

function documentOf(letter: TypesetLetter): TypesetDocument {
  return {
    template: LETTER_TEMPLATE,
    inputs: { letter: JSON.stringify(letter) },
    madeAt: letter.madeAt,
  };
}

/** The letter is set now and waits to be printed; setting it again makes the same letter. */
async function send({ to }: Outbound, letter: TypesetLetter, reference: string): Promise<Accepted> {
  if (to.kind !== 'paper')
    throw new ChannelError(
      'permanent',
      'not-on-paper',
      `A letter can't go to an address of kind ${to.kind}.`,
    );
  const bytes = await typesetting
    .do({ kind: 'pdf', document: documentOf(letter) })
    .catch((error: unknown) => {
      throw new ChannelError('retry', 'typesetting', error instanceof Error ? error.message : 'failed');
    });
  return {
    providerId: reference,
    status: 'accepted',
    document: { bytes: Buffer.from(bytes), mediaType: 'application/pdf' },
  };
}

function refused(error: unknown): never {
  if (!(error instanceof ReadingRefusal)) throw error;
  throw new ChannelError('permanent', error.reason, 'The scan could not be read.');
}

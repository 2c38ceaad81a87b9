import type { Fault, FaultGroup } from '../core/faults.board.js';
import type { Provider } from '../core/provider.js';
import type { World } from '../core/simulator.world.js';
import { ImapServer } from '../imap/imap.server.js';
import { mailboxKind } from './account.kind.js';
import { MailCarrier } from './mail.carrier.js';
import { mailSendSchema } from './mail.contract.js';
import { registerMail } from './mail.routes.js';
import { PostOffice } from './post.office.js';
import { SmtpDoor } from './smtp.server.js';

const title = { ar: 'البريد', en: 'Mail' };

const faults: readonly FaultGroup[] = [
  {
    target: 'smtp',
    title,
    offers: [
      { kind: 'smtp-4xx', ar: 'رفض مؤقت (4xx)', en: 'Refuses for now (4xx)' },
      { kind: 'smtp-5xx', ar: 'رفض دائم (5xx)', en: 'Refuses for good (5xx)' },
      { kind: 'smtp-drop-after-data', ar: 'يستلم ثم يقطع الاتصال', en: 'Takes the mail, then hangs up' },
      { kind: 'smtp-bounce', ar: 'يقبل ثم يعيد الرسالة مرتدّة', en: 'Accepts, bounces later' },
    ],
    unlisted: ['smtp-hang'],
  },
  {
    target: 'imap',
    title,
    direction: 'inbound',
    offers: [
      { kind: 'drop-mid-fetch', ar: 'ينقطع أثناء قراءة الوارد', en: 'Cuts the line while being read' },
      { kind: 'silent-idle', ar: 'لا ينبّه إلى بريد جديد', en: 'Stays silent about new mail' },
    ],
    unlisted: ['change-uidvalidity', 'imap-login-fails'],
  },
];

/** Mail servers: SMTP and IMAP over everybody's mailboxes. */
export const email = {
  channel: 'email',
  label: { ar: 'بريد', en: 'E-mail' },
  icon: 'M4 5h16a1.5 1.5 0 0 1 1.5 1.5v11A1.5 1.5 0 0 1 20 19H4a1.5 1.5 0 0 1-1.5-1.5v-11A1.5 1.5 0 0 1 4 5Zm-1 2 9 6.5L21 7',
  account: mailboxKind,
  send: mailSendSchema,
  faults,
  open: (world: World) => {
    const office = new PostOffice(world.options.beneficiaryPassword, world.options.keep);
    world.accounts.listen(mailboxKind, (mailbox) => void office.openAssociation(mailbox));
    const carrier = new MailCarrier({ ...world, office });
    const smtp = new SmtpDoor({ ...world, faults: world.faults.at('smtp'), carrier, office });
    const imap = new ImapServer({ faults: world.faults.at('imap'), office, now: () => world.clock.now() });
    return {
      send: (message) => carrier.send(message),
      routes: (app) => registerMail(app, office),
      onFault: (fault) => renumber(world, office, fault),
      listen: async (host) => ({
        smtpPort: await smtp.listen(world.options.smtpPort, host),
        imapPort: await imap.listen(world.options.imapPort, host),
      }),
      close: async () => void (await Promise.all([smtp.close(), imap.close()])),
    };
  },
} satisfies Provider<(typeof mailboxKind)['schema'], typeof mailSendSchema>;

/** A change of UIDVALIDITY has no later moment to wait for: it happens at once. */
const renumber = (world: World, office: PostOffice, fault: Fault): void => {
  if (fault.kind !== 'change-uidvalidity') return;
  world.accounts
    .of(mailboxKind)
    .filter((mailbox) => fault.to === undefined || mailbox.address === fault.to)
    .forEach((mailbox) => office.boxFor(mailbox.address).inbox.renumber());
  world.faults.at('imap').take(['change-uidvalidity'], { to: fault.to ?? '' });
  world.faults.clear(fault.id);
};

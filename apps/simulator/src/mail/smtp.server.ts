import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Fault, TargetFaults } from '../core/faults.board.js';
import type { LedgerStore } from '../core/ledger.store.js';
import type { SimulatedClock } from '../core/simulated.clock.js';
import type { TimersSet } from '../core/timers.set.js';
import { bounceReport } from './bounce.report.js';
import type { Envelope, MailCarrier } from './mail.carrier.js';
import type { PostOffice } from './post.office.js';

type Parts = {
  readonly carrier: MailCarrier;
  readonly clock: SimulatedClock;
  readonly faults: TargetFaults;
  readonly ledger: LedgerStore;
  readonly office: PostOffice;
  readonly timers: TimersSet;
};

type DataReply = (error?: Error | null, message?: string) => void;

const largestMail = 40 * 1024 * 1024;
const defaultHangMs = 60_000;

/** The error that smtp-server turns into a reply with this code. */
class SmtpRefusal extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

/** Takes mail by SMTP: Sila's for the beneficiaries, and anybody's for the association. */
export class SmtpDoor {
  private readonly server: SMTPServer;
  /** The connection of each session, to be cut by a fault. */
  private readonly sockets = new Map<string, Socket>();

  constructor(private readonly parts: Parts) {
    this.server = new SMTPServer({
      authOptional: true,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      size: largestMail,
      name: 'mx.simulator.test',
      banner: 'Sila simulator',
      disableReverseLookup: true,
      logger: false,
      onAuth: (auth, _session, done) => {
        const known = this.parts.office.signIn(auth.username ?? '', auth.password ?? '');
        if (known) done(null, { user: known.user });
        else done(new SmtpRefusal(535, '5.7.8 Authentication credentials invalid'));
      },
      onData: (stream, session, done) => void this.answer(stream, session, done),
    });
    this.server.on('error', () => undefined);
    this.server.server.on('connection', (socket: Socket) => this.remember(socket));
  }

  /** Resolves with the port listened on. */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.server.once('error', reject);
      this.server.listen(port, host, () => {
        const address: string | AddressInfo | null = this.server.server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.sockets.forEach((socket) => socket.destroy());
    await closed;
  }

  private remember(socket: Socket): void {
    const key = `${socket.remoteAddress}:${socket.remotePort}`;
    this.sockets.set(key, socket);
    socket.once('close', () => this.sockets.delete(key));
  }

  private async answer(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    done: DataReply,
  ): Promise<void> {
    try {
      done(null, await this.take(stream, session));
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private async take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const raw = await bytesOf(stream);
    if (stream.sizeExceeded) throw new SmtpRefusal(552, '5.3.4 Message too big');
    const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
    const envelopes = session.envelope.rcptTo.map((recipient) => ({ from, to: recipient.address }));
    const fault = this.parts.faults.take(
      ['smtp-4xx', 'smtp-5xx', 'smtp-drop-after-data', 'smtp-hang', 'smtp-bounce'],
      { to: envelopes[0]?.to ?? '' },
    );
    this.note(raw, envelopes, fault?.kind ?? 'served');
    this.refuse(fault);
    if (fault?.kind === 'smtp-bounce') return this.bounce(raw, envelopes);
    for (const envelope of envelopes) await this.parts.carrier.deliverTraced(raw, envelope);
    if (fault) await this.cut(fault, session);
    return 'OK: queued';
  }

  private refuse(fault: Fault | undefined): void {
    if (fault?.kind === 'smtp-4xx') throw new SmtpRefusal(451, '4.3.0 Temporary failure, try again later');
    if (fault?.kind === 'smtp-5xx') throw new SmtpRefusal(550, '5.1.1 No such user here');
  }

  /** The mail has been taken, but the sender does not hear so. */
  private async cut(fault: Fault, session: SMTPServerSession): Promise<void> {
    if (fault.kind === 'smtp-hang') await this.parts.timers.wait(fault.ms ?? defaultHangMs);
    this.sockets.get(`${session.remoteAddress}:${session.remotePort}`)?.destroy();
  }

  private bounce(raw: Buffer, envelopes: readonly Envelope[]): string {
    for (const envelope of envelopes) {
      const report = bounceReport(raw, envelope, 'mx.simulator.test', this.parts.clock.date());
      this.parts.timers.after(100, async () => {
        await this.parts.carrier.deliver(report, { from: '', to: envelope.from });
      });
    }
    return 'OK: queued';
  }

  private note(raw: Buffer, envelopes: readonly Envelope[], outcome: string): void {
    const messageId = /^message-id:\s*(\S+)/im.exec(raw.subarray(0, 64_000).toString('latin1'))?.[1] ?? '';
    envelopes.forEach((envelope) => {
      const direction = this.parts.office.associationOf(envelope.to) ? 'inbound' : 'outbound';
      this.parts.ledger.write({
        kind: 'request',
        channel: 'email',
        direction,
        messageId,
        ...envelope,
        outcome,
      });
    });
  }
}

const bytesOf = async (stream: SMTPServerDataStream): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

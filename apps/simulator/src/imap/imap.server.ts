import { createServer, type Server, type Socket } from 'node:net';
import { capabilities } from './access.commands.js';
import { ImapSession, type SessionParts } from './imap.session.js';

/** An IMAP4rev1 server over the post office's mailboxes. */
export class ImapServer {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(parts: SessionParts) {
    this.server = createServer({ noDelay: true, keepAlive: true }, (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
      new ImapSession(socket, parts).line(`* OK [CAPABILITY ${capabilities}] Sila simulator`);
    });
  }

  /** Resolves with the port listened on. */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        const address = this.server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.sockets.forEach((socket) => socket.destroy());
    await closed;
  }
}

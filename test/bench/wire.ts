import { connect, type Socket } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');

/** A keep-alive connection that carries one request at a time. Lean, so that the load costs little beside what is measured. */
export class Wire {
  private buffer: Buffer = Buffer.alloc(0);
  private answer: { resolve(status: number): void; reject(error: Error): void } | null = null;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', (error) => this.answer?.reject(error));
    socket.on('close', () => this.answer?.reject(new Error('the connection was closed')));
  }

  static open(port: number): Promise<Wire> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new Wire(socket)));
      socket.once('error', reject);
    });
  }

  /** Sends the bytes of a request; resolves with the status once the whole answer is there. */
  send(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.answer = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.answer = null;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.buffer = this.buffer.length === 0 ? chunk : Buffer.concat([this.buffer, chunk]);
    const end = this.buffer.indexOf(HEAD_END);
    if (end < 0) return;
    const head = this.buffer.toString('latin1', 0, end);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (this.buffer.length < end + HEAD_END.length + length) return;
    this.buffer = this.buffer.subarray(end + HEAD_END.length + length);
    const { answer } = this;
    this.answer = null;
    answer?.resolve(Number(head.slice(9, 12)));
  }
}

/** Connections that are taken and given back; a request waits for nothing when there are enough. */
export class Wires {
  private readonly free: Wire[] = [];
  private readonly all: Wire[] = [];

  constructor(private readonly port: number) {}

  async send(request: Buffer): Promise<number> {
    const wire = this.free.pop() ?? (await this.open());
    try {
      return await wire.send(request);
    } finally {
      this.free.push(wire);
    }
  }

  close(): void {
    for (const wire of this.all) wire.close();
  }

  private async open(): Promise<Wire> {
    const wire = await Wire.open(this.port);
    this.all.push(wire);
    return wire;
  }
}

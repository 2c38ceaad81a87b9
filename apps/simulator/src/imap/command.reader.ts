const literalAtEnd = /\{(\d+)(\+?)\}$/;
const longestLine = 1_000_000;
const longestLiteral = 64 * 1024 * 1024;

type Handlers = {
  /** One whole command, literals included, one character per byte. */
  readonly onCommand: (text: string) => void;
  /** A synchronising literal is announced: the client waits for leave to send it. */
  readonly onLiteral: () => void;
  readonly onOverflow: () => void;
};

/** Cuts the bytes of an IMAP connection into commands; knows literals and LITERAL+ (RFC 3501 §4.3, RFC 7888). */
export class CommandReader {
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private command = '';
  private literalLeft = 0;

  constructor(private readonly handlers: Handlers) {}

  push(chunk: Buffer): void {
    this.waiting.push(chunk);
    this.waitingBytes += chunk.length;
    while (this.step());
  }

  /** True when something was consumed and there may be more. */
  private step(): boolean {
    return this.literalLeft > 0 ? this.takeLiteral() : this.takeLine();
  }

  private takeLiteral(): boolean {
    if (this.waitingBytes < this.literalLeft) return false;
    const all = this.joined();
    this.command += all.toString('latin1', 0, this.literalLeft);
    this.keep(all.subarray(this.literalLeft));
    this.literalLeft = 0;
    return true;
  }

  private takeLine(): boolean {
    const all = this.joined();
    const end = all.indexOf('\n');
    if (end < 0) {
      if (all.length > longestLine) this.handlers.onOverflow();
      return false;
    }
    const line = all.toString('latin1', 0, end).replace(/\r$/, '');
    this.keep(all.subarray(end + 1));
    this.command += line;
    const literal = literalAtEnd.exec(line);
    if (literal) this.expectLiteral(Number(literal[1]), literal[2] === '+');
    else this.finish();
    return this.waitingBytes > 0;
  }

  private expectLiteral(length: number, immediate: boolean): void {
    if (length > longestLiteral) return this.handlers.onOverflow();
    this.command += '\r\n';
    this.literalLeft = length;
    if (!immediate) this.handlers.onLiteral();
  }

  private finish(): void {
    const text = this.command;
    this.command = '';
    this.handlers.onCommand(text);
  }

  private joined(): Buffer {
    const all = this.waiting.length === 1 ? this.waiting[0] : Buffer.concat(this.waiting);
    this.waiting = all ? [all] : [];
    return all ?? Buffer.alloc(0);
  }

  private keep(rest: Buffer): void {
    this.waiting = rest.length > 0 ? [rest] : [];
    this.waitingBytes = rest.length;
  }
}

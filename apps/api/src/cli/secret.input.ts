import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Reads one secret: from the terminal without showing it, or the first line of what is piped in. */
export async function readSecret(question: string): Promise<string> {
  return process.stdin.isTTY ? ask(question) : firstLine();
}

async function ask(question: string): Promise<string> {
  process.stderr.write(`${question}: `);
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silence, terminal: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      reader.once('line', resolve);
      reader.once('SIGINT', () => reject(new Error('Stopped.')));
      reader.once('close', () => reject(new Error('Nothing was entered.')));
    });
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}

let piped: AsyncIterator<string> | null = null;

/** Lines are handed out one after the other, so that several secrets can be piped in. */
async function firstLine(): Promise<string> {
  piped ??= createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const { value, done } = await piped.next();
  if (done === true || value === undefined) throw new Error('A secret was expected on standard input.');
  return value;
}

/** Everything that is piped in. */
export async function readAll(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks).toString('utf8');
}

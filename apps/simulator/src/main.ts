import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startSimulator } from './simulator.js';

const port = z.coerce.number().int().min(0).max(65_535).optional();

const argumentsSchema = z.strictObject({
  host: z.string().optional(),
  port,
  'smtp-port': port,
  'imap-port': port,
  'public-url': z.url().optional(),
  'api-url': z.url().optional(),
  'console-url': z.url().optional(),
  keep: z.coerce.number().int().min(100).optional(),
  'beneficiary-password': z.string().optional(),
  'page-dir': z.string().optional(),
});

const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** `--smtp-port 4025` → `{ smtpPort: 4025 }`. Throws when an argument is unknown or malformed. */
const readOptions = (argv: readonly string[]) => {
  const names = Object.keys(argumentsSchema.shape);
  const { values } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  });
  const given = Object.entries(argumentsSchema.parse(values)).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [camel(name), value]));
};

const run = async (): Promise<void> => {
  const simulator = await startSimulator(readOptions(process.argv.slice(2)));
  const { url, port: httpPort, smtpPort, imapPort } = simulator;
  console.log(JSON.stringify({ ready: true, url, port: httpPort, smtpPort, imapPort }));
  const stop = () => void simulator.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
};

const reasonOf = (error: unknown): unknown => {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : error;
};

run().catch((error: unknown) => {
  console.error(reasonOf(error));
  process.exit(1);
});

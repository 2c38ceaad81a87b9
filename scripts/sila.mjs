/**
 * `npm run sila -- <command>`: the command line. With DATABASE_URL it works on that database; without, on the one of
 * `npm start`, whether that is running or not. Progress goes to stderr, so that `--json` stays clean.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, root } from './build.mjs';

process.chdir(root);
if (!(await build({ names: ['server'], say: (line) => console.error(line) }))) process.exit(1);

async function openDatabase() {
  if (process.env.DATABASE_URL) return { environment: {}, close: async () => undefined };
  const { openTrialDatabase } = await import('../dist/apps/standalone/src/command.js');
  return openTrialDatabase();
}

function runCommand(environment) {
  const args = ['--enable-source-maps', join(root, 'dist/apps/api/src/cli.js'), ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { env: { ...process.env, ...environment }, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((finished) => child.once('exit', (code) => finished(code ?? 1)));
}

try {
  const database = await openDatabase();
  process.exitCode = await runCommand(database.environment);
  await database.close();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

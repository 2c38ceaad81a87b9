/**
 * `npm run sila -- <command>`: the command line. With DATABASE_URL it works on that database; without, on the one of
 * `npm start`, whether that is running or not. Progress goes to stderr, so that `--json` stays clean.
 */
import { build, root } from './build.mjs';

process.chdir(root);
if (!(await build({ names: ['server'], say: (line) => console.error(line) }))) process.exit(1);
process.setSourceMapsEnabled(true);
await import(
  process.env.DATABASE_URL ? '../dist/apps/api/src/cli.js' : '../dist/apps/standalone/src/command.js'
);

/**
 * Writes openapi.json, the description of the HTTP interface, from the schemas in the code.
 * `--check` writes nothing and ends with 1 when the committed file says something else.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, root } from './build.mjs';

const path = join(root, 'openapi.json');
const say = (line) => console.error(line);

/** The document as the api prints it: one JSON value on stdout. */
function generate() {
  const printed = execFileSync(process.execPath, [join(root, 'dist/apps/api/src/openapi.js')], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return `${JSON.stringify(JSON.parse(printed), null, 2)}\n`;
}

/** The first line that differs, for people. */
function firstDifference(before, after) {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const at = now.findIndex((line, index) => line !== old[index]);
  return `line ${at + 1}: committed ${JSON.stringify(old[at])}, from the code ${JSON.stringify(now[at])}`;
}

if (!(await build({ names: ['server'], say }))) process.exit(1);
const document = generate();
const committed = existsSync(path) ? readFileSync(path, 'utf8') : '';
if (document === committed) {
  say('openapi.json says what the code says.');
} else if (process.argv.includes('--check')) {
  say(
    `openapi.json is out of date; run "npm run openapi". First difference, ${firstDifference(committed, document)}`,
  );
  process.exit(1);
} else {
  writeFileSync(path, document);
  say('openapi.json written.');
}

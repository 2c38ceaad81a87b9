/**
 * Completes package-lock.json after `npm install`.
 *
 * A registry mirror that does not carry the packages of foreign platforms makes npm leave them out of the lock, and
 * `npm ci` then refuses it (EUSAGE, "Missing: …"). This adds an entry for each optional dependency that is declared and
 * not locked, with the platform that its name tells, so that one lock serves every platform.
 *
 * Usage: node scripts/complete-lock.mjs [--check] [path of the lock]
 * `--check` writes nothing and ends with 1 when entries are missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = {
  aix: 'aix',
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  linuxmusl: 'linux',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  win32: 'win32',
  windows: 'win32',
};

const PROCESSORS = {
  arm: 'arm',
  arm64: 'arm64',
  ia32: 'ia32',
  loong64: 'loong64',
  loongarch64: 'loong64',
  mips64el: 'mips64el',
  ppc64: 'ppc64',
  ppc64le: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  wasm32: 'wasm32',
  x64: 'x64',
};

/** The key under which npm would find `name` from the package at `from`, or undefined. */
function lockedKey(packages, from, name) {
  for (let folder = from; ; folder = parentOf(folder)) {
    const key = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (key in packages) return key;
    if (folder === '') return undefined;
  }
}

function parentOf(folder) {
  const at = folder.lastIndexOf('/node_modules/');
  return at < 0 ? '' : folder.slice(0, at);
}

/** The platform limits of a package, read from the words of its name. */
function platformOf(name) {
  const words = name.split(/[^a-z0-9]+/);
  const os = words.map((word) => SYSTEMS[word]).find(Boolean);
  const cpu = words.map((word) => PROCESSORS[word]).find(Boolean);
  const libc = words.map(libcOf).find(Boolean);
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }) };
}

function libcOf(word) {
  if (word.includes('musl')) return 'musl';
  return word.startsWith('gnu') ? 'glibc' : undefined;
}

function exactVersion(name, range) {
  const version = /^[\^~]?(\d+\.\d+\.\d+\S*)$/.exec(range)?.[1];
  if (!version) throw new Error(`${name}: no exact version in the range "${range}"`);
  return version;
}

/** Entries for what is declared as optional and not locked. */
function missingEntries(packages) {
  const missing = {};
  for (const [key, parent] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(parent.optionalDependencies ?? {})) {
      if (lockedKey(packages, key, name)) continue;
      missing[`node_modules/${name}`] = {
        version: exactVersion(name, range),
        ...(parent.dev && { dev: true }),
        optional: true,
        ...platformOf(name),
      };
    }
  }
  return missing;
}

function sortedByKey(packages) {
  return Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
}

const checkOnly = process.argv.includes('--check');
const path = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? 'package-lock.json';
const lock = JSON.parse(readFileSync(path, 'utf8'));
const missing = missingEntries(lock.packages);
const count = Object.keys(missing).length;
for (const [key, entry] of Object.entries(missing))
  console.log(`+ ${key.slice('node_modules/'.length)} ${entry.version}`);
if (count > 0 && !checkOnly) {
  const packages = sortedByKey({ ...lock.packages, ...missing });
  writeFileSync(path, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
}
console.log(
  count === 0
    ? 'The lock is complete.'
    : `${count} optional packages ${checkOnly ? 'are missing' : 'added'}.`,
);
if (count > 0 && checkOnly) process.exitCode = 1;

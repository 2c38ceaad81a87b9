/**
 * `npm test`: every check, in this order, with the time of each. `npm test -- rules medium` runs only the named ones.
 * Ends with one line, "N passed, N failed": lint, types, build and openapi count as one each, the rest as their tests.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './build.mjs';
import jestConfig from '../config/jest.config.mjs';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const checks = {
  lint: [npm, 'run', '--silent', 'lint'],
  types: [npm, 'run', '--silent', 'types'],
  build: [process.execPath, 'scripts/build.mjs'],
  openapi: [process.execPath, 'scripts/openapi.mjs', '--check'],
};
/** None of these reads what another writes: they run side by side. */
const apart = new Set(['lint', 'types', 'build']);
const projects = jestConfig.projects.map((project) => project.displayName);
const LIMIT_MS = 10 * 60_000;

/** Runs a command to its end, shown as it goes. Resolves to its exit code; a hanging one is ended and fails. */
function run(command, env = {}) {
  return new Promise((finished) => {
    const [program, ...args] = command;
    const child = spawn(program, args, {
      cwd: root,
      env: testEnvironment(env),
      stdio: 'inherit',
      detached: true,
    });
    const limit = setTimeout(() => {
      console.log(`This takes more than ${LIMIT_MS / 60_000} minutes and is ended.`);
      signalGroup(child, 'SIGKILL');
    }, LIMIT_MS);
    const interrupt = () => signalGroup(child, 'SIGTERM');
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    child.once('exit', (code) => {
      clearTimeout(limit);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      finished(code ?? 1);
    });
  });
}

/** The command leads a process group of its own, so that nothing which it started is left behind. */
function signalGroup(child, signal) {
  if (child.pid) process.kill(-child.pid, signal);
}

/** No test may reach a database, a queue store or a mailbox that the caller's environment names. */
function testEnvironment(extra) {
  const ours =
    /^(DATABASE_|INTAKE_|REDIS_URL|DATA_DIR|PUBLIC_URL|HOST$|PORT$|SIMULATOR|SILA_|LOG_LEVEL|FILE_STORE_URL|TRUSTED_PROXIES)/;
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name));
  return { ...Object.fromEntries(kept), ...extra };
}

async function runCheck(name) {
  const code = await run(checks[name]);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runProject(name) {
  const folder = mkdtempSync(join(tmpdir(), 'sila-test-'));
  const report = join(folder, 'report.json');
  const jest = [
    'node_modules/jest/bin/jest.js',
    '-c',
    'config/jest.config.mjs',
    '--maxWorkers=2',
    '--selectProjects',
    name,
  ];
  const nodeOptions = '--experimental-vm-modules --disable-warning=ExperimentalWarning';
  const command = [process.execPath, ...jest, '--json', `--outputFile=${report}`];
  const code = await run(command, { NODE_OPTIONS: nodeOptions });
  const result = existsSync(report)
    ? countTests(JSON.parse(readFileSync(report, 'utf8')), code)
    : { passed: 0, failed: 1 };
  rmSync(folder, { recursive: true, force: true });
  return result;
}

/**
 * A file that could not run and a test that was left out count as failed: silence is no success. Only tests on shared
 * material that does not lie beside this clone may be left out.
 */
function countTests(report, code) {
  const pending = report.numPendingTests + report.numTodoTests;
  if (pending > 0) console.log(`${pending} tests were left out.`);
  const leftOut = existsSync(join(root, '../shared/fixtures')) ? pending : 0;
  if (report.numTotalTests === 0) console.log('no tests');
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + leftOut;
  const unexplained = failed === 0 && (code !== 0 || report.numTotalTests === 0) ? 1 : 0;
  return { passed: report.numPassedTests, failed: failed + unexplained };
}

async function installTools() {
  if (process.platform === 'linux') await run(['bash', 'scripts/install-tools.sh']);
}

async function timed(name, work) {
  console.log(`\n── ${name}`);
  const started = Date.now();
  const { passed, failed } = await work();
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const line = `${name}: ${passed} passed, ${failed} failed, ${seconds} s`;
  console.log(`── ${line}`);
  return { name, line, passed, failed };
}

const wanted = process.argv.slice(2);
const steps = [...Object.keys(checks), ...projects];
const unknown = wanted.filter((name) => !steps.includes(name));
if (unknown.length > 0) {
  console.error(`Not a check: ${unknown.join(', ')}. There are: ${steps.join(', ')}.`);
  process.exit(2);
}

process.chdir(root);
if (wanted.length === 0 || wanted.some((name) => projects.includes(name))) await installTools();
const step = (name) => timed(name, () => (name in checks ? runCheck(name) : runProject(name)));
const chosen = steps.filter((name) => wanted.length === 0 || wanted.includes(name));
const results = await Promise.all(chosen.filter((name) => apart.has(name)).map(step));
for (const name of chosen.filter((name) => !apart.has(name))) results.push(await step(name));
console.log(`\n${results.map((result) => result.line).join('\n')}\n`);
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;

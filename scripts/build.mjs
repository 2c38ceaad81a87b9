/**
 * Builds what is out of date: the servers (one compilation of all Nest applications) and the web apps.
 *
 * Usage: npm run build -- [server|console|widget|portal|simulator-page …] [--force]
 *
 * A target is skipped when its inputs, by content, are those of its last build; `dist/.inputs.json` remembers them.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export const root = fileURLToPath(new URL('..', import.meta.url));
const memory = join(root, 'dist/.inputs.json');
const nest = join(root, 'node_modules/@nestjs/cli/bin/nest.js');
const vite = join(root, 'node_modules/vite/bin/vite.js');

const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' };

const shared = ['package-lock.json', 'libs/domain', 'libs/contracts'];
const servers = ['api', 'worker', 'standalone', 'simulator'];

/** What can be built: inputs, the file that tells it exists, and the commands. */
const targets = {
  server: {
    inputs: [
      'package-lock.json',
      'nest-cli.json',
      'tsconfig.base.json',
      'config',
      'libs',
      'test/bench',
      'test/support',
      ...servers.flatMap((app) => [`apps/${app}/src`, `apps/${app}/tsconfig.app.json`]),
    ],
    ignored: /\.spec\.ts$|\/fixtures\/|\/src\/page\/|\.(md|mjs)$/,
    source: 'apps/standalone/src/main.ts',
    output: 'dist/apps/standalone/src/main.js',
    commands: [{ run: [nest, 'build', 'standalone'] }],
    // The compiler trusts its memory, not the files: somebody else's may lie there.
    before: () => rmSync(join(root, 'dist/.tsbuildinfo.standalone'), { force: true }),
    after: pruneServers,
  },
  console: {
    ...webTarget('console', 'apps/console', 'dist/console/index.html'),
    after: () => compress('dist/console'),
  },
  widget: webTarget('widget', 'apps/widget', 'dist/widget', [{ ENTRY: 'loader' }, { ENTRY: 'panel' }]),
  portal: {
    ...webTarget('portal', 'apps/portal', 'dist/portal/index.html', [{}], ['apps/console/src/ui']),
    after: () => compress('dist/portal'),
  },
  'simulator-page': webTarget('simulator page', 'apps/simulator/src/page', 'dist/simulator-page/index.html'),
};

function webTarget(name, folder, output, environments = [{}], borrowed = []) {
  const config = `${folder}/vite.config.ts`;
  return {
    inputs: [...shared, 'tsconfig.web.json', folder, ...borrowed],
    ignored: /\.spec\.tsx?$/,
    source: config,
    output,
    commands: environments.map((env) => ({
      run: [vite, 'build', '--logLevel', 'warn'],
      folder,
      env: { NODE_ENV: 'production', ...env },
    })),
  };
}

function filesBelow(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  const entries = readdirSync(full, { withFileTypes: true });
  return entries.flatMap((entry) => {
    const below = `${path}/${entry.name}`;
    if (!entry.isDirectory()) return [below];
    return entry.name === 'node_modules' ? [] : filesBelow(below);
  });
}

function inputFiles(target) {
  const files = target.inputs.flatMap((path) => (/\.[a-z]+$/.test(path) ? [path] : filesBelow(path)));
  return files.filter((file) => existsSync(join(root, file)) && !target.ignored.test(file)).sort();
}

function inputHash(target) {
  const hash = createHash('sha256');
  for (const file of inputFiles(target))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

function remembered() {
  return existsSync(memory) ? JSON.parse(readFileSync(memory, 'utf8')) : {};
}

function remember(name, hash) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(memory, `${JSON.stringify({ ...remembered(), [name]: hash }, null, 2)}\n`);
}

/** The compiler leaves the output of deleted sources behind; nothing may load that. */
function pruneServers() {
  for (const folder of ['dist/apps', 'dist/libs', 'dist/config', 'dist/test']) {
    for (const file of filesBelow(folder)) {
      const source = relative('dist', file).replace(/\.js(\.map)?$/, '.ts');
      if (/\.js(\.map)?$/.test(file) && !existsSync(join(root, source))) rmSync(join(root, file));
    }
  }
}

/** Smaller copies of what browsers load, made once here instead of at every request. Fonts are compressed already. */
function compress(folder) {
  for (const file of filesBelow(folder).filter((name) => /\.(js|css|html|svg)$/.test(name))) {
    const bytes = readFileSync(join(root, file));
    writeFileSync(join(root, `${file}.br`), brotliCompressSync(bytes));
    writeFileSync(join(root, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

function run(command) {
  return new Promise((finished) => {
    const child = spawn(process.execPath, command.run, {
      cwd: join(root, command.folder ?? '.'),
      env: { ...process.env, ...colours, ...command.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('exit', (code) => finished({ ok: code === 0, output }));
  });
}

async function buildTarget(name, hash, say) {
  const target = targets[name];
  const started = Date.now();
  say(`  ${name} …`);
  target.before?.();
  for (const command of target.commands) {
    const { ok, output } = await run(command);
    if (!ok || output.includes('warning')) say(output.trimEnd());
    if (!ok) return false;
  }
  target.after?.();
  remember(name, hash);
  say(`  ${name} built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return true;
}

/**
 * Builds the named targets (all that have sources, when none is named), two at a time. Resolves to whether all went well.
 */
export async function build({ names = Object.keys(targets), force = false, say = console.log } = {}) {
  const known = names.filter((name) => existsSync(join(root, targets[name].source)));
  const waiting = known
    .map((name) => ({ name, hash: inputHash(targets[name]) }))
    .filter((one) => force || !upToDate(one));
  if (waiting.length === 0) return true;
  const started = Date.now();
  say('Building Sila · جارٍ بناء صلة');
  let allWell = true;
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      allWell = (await buildTarget(next.name, next.hash, say)) && allWell;
    }
  };
  await Promise.all([work(), work()]);
  say(`${allWell ? 'Built' : 'Build failed'} after ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return allWell;
}

function upToDate({ name, hash }) {
  return remembered()[name] === hash && existsSync(join(root, targets[name].output));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2);
  const names = words.filter((word) => word in targets);
  const unknown = words.filter((word) => !(word in targets) && word !== '--force');
  if (unknown.length > 0) {
    console.error(`Not a target: ${unknown.join(', ')}. There are: ${Object.keys(targets).join(', ')}.`);
    process.exit(2);
  }
  const ok = await build({ ...(names.length > 0 && { names }), force: words.includes('--force') });
  process.exitCode = ok ? 0 : 1;
}

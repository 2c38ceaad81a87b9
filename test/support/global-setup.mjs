/**
 * One PostgreSQL server for a run of jest, in a temporary folder. It is compiled here from its sources, because jest loads this
 * file outside its own transformation and before any build.
 */
import { transformFileSync } from '@swc/core';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function loadLocalPostgres() {
  const sources = join(root, 'libs/database');
  const compiled = join(root, 'dist/.test-support', String(process.pid));
  mkdirSync(compiled, { recursive: true });
  for (const name of readdirSync(sources).filter((file) =>
    /^local-postgres[^/]*(?<!\.spec)\.ts$/.test(file),
  )) {
    const options = {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'es6' },
      swcrc: false,
    };
    const { code } = transformFileSync(join(sources, name), options);
    writeFileSync(join(compiled, `${basename(name, '.ts')}.js`), code);
  }
  return import(pathToFileURL(join(compiled, 'local-postgres.js')).href);
}

export default async function startServer() {
  const { startLocalPostgres } = await loadLocalPostgres();
  const dataFolder = mkdtempSync(join(tmpdir(), 'sila-postgres-'));
  chmodSync(dataFolder, 0o711);
  const server = await startLocalPostgres({ dataFolder, fast: true });
  globalThis.silaTestServer = {
    server,
    dataFolder,
    compiled: join(root, 'dist/.test-support', String(process.pid)),
  };
  process.env.SILA_TEST_POSTGRES = server.url('postgres');
  process.env.SILA_TEST_POSTGRES_ADMIN = server.adminUrl('postgres');
}

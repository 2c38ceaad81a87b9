import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startLocalPostgres } from '../../libs/database/local-postgres.js';
import type { LocalPostgres } from '../../libs/database/local-postgres.js';

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

describe('the local PostgreSQL server', () => {
  let dataFolder: string;
  let server: LocalPostgres;
  const lockFile = () => join(server.folder, 'cluster/postmaster.pid');
  const restart = async () => {
    server = await startLocalPostgres({ dataFolder, fast: true });
  };

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'sila-local-'));
    await chmod(dataFolder, 0o711);
    await restart();
  });

  afterAll(async () => {
    await server.stop();
    await rm(server.folder, { recursive: true, force: true });
    await rm(dataFolder, { recursive: true, force: true });
  });

  it('knows Arabic letters, and the role of the application is no superuser', async () => {
    const [row] = await query(
      server.url(),
      `SELECT current_setting('server_encoding') AS encoding, datctype AS ctype, rolsuper AS super,
              cardinality(show_trgm('صلة')) > 0 AS trigrams, to_tsvector('simple', 'صلة رحم') <> '' AS words,
              current_setting('data_checksums') AS checksums
         FROM pg_database, pg_roles WHERE datname = current_database() AND rolname = current_user`,
    );
    expect(row).toEqual({
      encoding: 'UTF8',
      ctype: 'C.UTF-8',
      super: false,
      trigrams: true,
      words: true,
      checksums: 'on',
    });
  });

  it('keeps its passwords for its owner alone and lets nobody in without one', async () => {
    const { mode } = await stat(join(server.folder, 'passwords.json'));
    expect(mode & 0o777).toBe(0o600);
    const withoutPassword = server.url().replace(/:[0-9a-f]+@/, '@');
    await expect(query(withoutPassword, 'SELECT 1')).rejects.toThrow();
  });

  it('keeps what was committed when the server dies, whoever has its number afterwards', async () => {
    await query(server.url(), 'CREATE TABLE kept AS SELECT 7 AS value');
    const [pid = ''] = (await readFile(lockFile(), 'utf8')).split('\n');
    process.kill(Number(pid), 'SIGKILL');
    await server.stop();
    await writeFile(lockFile(), (await readFile(lockFile(), 'utf8')).replace(pid, String(process.pid)));
    await restart();
    expect(server.fresh).toBe(false);
    expect(await query(server.url(), 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
  });

  it('ends a server that was left behind before it starts another', async () => {
    const orphan = server;
    await restart();
    await expect(query(orphan.url(), 'SELECT 1')).rejects.toThrow();
    expect(await query(server.url(), 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
  });

  it('makes its cluster again when the first start was interrupted', async () => {
    const unfinished = await mkdtemp(join(tmpdir(), 'sila-local-'));
    await chmod(unfinished, 0o711);
    await mkdir(join(unfinished, 'postgres/cluster.unfinished'), { recursive: true });
    const other = await startLocalPostgres({ dataFolder: unfinished, fast: true });
    expect(other.fresh).toBe(true);
    await other.stop();
    await rm(other.folder, { recursive: true, force: true });
    await rm(unfinished, { recursive: true, force: true });
  });
});

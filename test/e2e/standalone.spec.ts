import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm, stat, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/ports.js';
import { startProcess, type TestProcess } from '../support/processes.js';

interface Session {
  readonly name: string;
  readonly role: string;
  readonly mustChangePassword: boolean;
}

describe('npm start on a machine without anything', () => {
  let dataFolder: string;
  let ports: { page: number; simulator: number };
  let sila: TestProcess;
  const consoleUrl = () => `http://localhost:${ports.page}`;
  const api = () => `http://127.0.0.1:${ports.page}`;

  const start = async () => {
    const env = {
      PORT: String(ports.page),
      SIMULATOR_PORT: String(ports.simulator),
      DATA_DIR: dataFolder,
      LOG_LEVEL: 'warn',
    };
    sila = await startProcess({ app: 'standalone', env, ready: { line: /To stop: Ctrl-C/ }, within: 60_000 });
  };

  const signIn = async (email: string, password: string) => {
    const response = await fetch(`${api()}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'sila', origin: consoleUrl() },
      body: JSON.stringify({ email, password }),
    });
    return { status: response.status, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
  };

  const printedPassword = (email: string) => new RegExp(`${email}\\s+(\\S+)`).exec(sila.logs())?.[1] ?? '';

  const read = async <Answer>(path: string, cookie: string): Promise<Answer> => {
    const response = await fetch(`${api()}${path}`, { headers: { cookie } });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Answer;
  };

  const conversations = async (cookie: string) =>
    (
      await read<{ items: { id: string; contact: { name: string } }[] }>(
        '/api/conversations?view=all',
        cookie,
      )
    ).items;

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'sila-trial-'));
    ports = { page: await freePort(), simulator: await freePort() };
    await start();
  }, 90_000);

  afterAll(async () => {
    await sila.kill();
    const moved = await readFile(join(dataFolder, 'postgres-folder'), 'utf8').catch(() => '');
    await rm(dataFolder, { recursive: true, force: true });
    if (moved) await rm(moved.trim(), { recursive: true, force: true });
  });

  it('is ready and says where, in Arabic and English', async () => {
    expect((await fetch(`${api()}/health/ready`)).status).toBe(200);
    expect(sila.logs()).toContain(consoleUrl());
    expect(sila.logs()).toContain(`http://127.0.0.1:${ports.simulator}`);
    expect(sila.logs()).toContain('صلة تعمل الآن');
    expect((await fetch(`${api()}/`)).headers.get('content-type')).toContain('text/html');
    expect((await fetch(`http://127.0.0.1:${ports.simulator}/`)).headers.get('content-type')).toContain(
      'text/html',
    );
  });

  it('lets each of the first staff in with the printed password, which must then be changed', async () => {
    for (const role of ['officer', 'researcher', 'supervisor']) {
      const { status, cookie } = await signIn(
        `${role}@sila.example`,
        printedPassword(`${role}@sila.example`),
      );
      expect(status).toBeLessThan(300);
      expect(await read<Session>('/api/session', cookie)).toMatchObject({ role, mustChangePassword: true });
    }
    expect(sila.logs()).toMatch(/\/invite\/[\w-]{40,}/);
  });

  it('keeps its secrets to itself', async () => {
    for (const name of ['secrets.json', 'database-url']) {
      expect((await stat(join(dataFolder, name))).mode & 0o777).toBe(0o600);
    }
    expect(await readdir(dataFolder)).not.toContain('seeding');
  });

  it('has conversations of all three channels', async () => {
    const { cookie } = await signIn('supervisor@sila.example', printedPassword('supervisor@sila.example'));
    const names = (await conversations(cookie)).map((item) => item.contact.name);
    expect(names).toEqual(expect.arrayContaining(['أم عبدالله الزهراني', 'نورة القحطاني', 'منى']));
    expect(names.length).toBeGreaterThanOrEqual(8);
  });

  it('recovers from a kill -9 with everything that was there', async () => {
    const password = printedPassword('supervisor@sila.example');
    const before = await conversations((await signIn('supervisor@sila.example', password)).cookie);
    await sila.kill();
    await start();
    expect(printedPassword('supervisor@sila.example')).toBe(password);
    const after = await conversations((await signIn('supervisor@sila.example', password)).cookie);
    expect(after.map((item) => item.id).sort()).toEqual(before.map((item) => item.id).sort());
  }, 90_000);

  it('drains and stops everything when it is told to', async () => {
    const exit = await sila.terminate();
    expect(exit.took).toBeLessThan(25_000);
    expect(exit.code).toBe(0);
    await eventually(() => expect(fetch(`${api()}/health/live`)).rejects.toThrow());
    await expect(fetch(`http://127.0.0.1:${ports.simulator}/`)).rejects.toThrow();
  }, 40_000);
});

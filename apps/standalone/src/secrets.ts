import { randomBytes, randomInt } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readEnv } from '@sila/config';
import type { Env } from '@sila/config';
import { z } from 'zod';

const schema = z.object({
  /** Encrypts settings and signs links of this installation. */
  silaSecret: z.string().min(32),
  /** Credentials of the accounts on the simulator. */
  twilioAccountSid: z.string().regex(/^AC[0-9a-f]{32}$/),
  twilioAuthToken: z.string().min(32),
  mailboxPassword: z.string().min(16),
  /** One-time passwords of the first staff: worthless once each of them has chosen another. */
  firstPasswords: z.object({ officer: z.string(), researcher: z.string(), supervisor: z.string() }),
});

/** What this installation made up on its first start and must keep. */
export type Secrets = z.output<typeof schema>;

/**
 * Reads the secrets of the data folder, making them on the first start. The file can be read by its owner alone, and is
 * written as a whole or not at all. Throws when it was damaged: new secrets could not read what the old ones sealed.
 */
export async function keepSecrets(dataFolder: string): Promise<Secrets> {
  const file = join(dataFolder, 'secrets.json');
  const known = await readFile(file, 'utf8').catch(ignoreMissing);
  if (known !== undefined) {
    await chmod(file, 0o600);
    return schema.parse(JSON.parse(known));
  }
  const secrets = makeSecrets();
  await mkdir(dataFolder, { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return secrets;
}

/** The secret of this installation: the one that was set, else the one that was made up; never the built-in one. */
export function secretOf(env: Env, secrets: Secrets): string {
  const builtIn = readEnv({}, { standalone: true }).SILA_SECRET;
  return env.SILA_SECRET === builtIn ? secrets.silaSecret : env.SILA_SECRET;
}

function makeSecrets(): Secrets {
  return {
    silaSecret: randomBytes(48).toString('base64url'),
    twilioAccountSid: `AC${randomBytes(16).toString('hex')}`,
    twilioAuthToken: randomBytes(16).toString('hex'),
    mailboxPassword: randomBytes(18).toString('base64url'),
    firstPasswords: { officer: easyPassword(), researcher: easyPassword(), supervisor: easyPassword() },
  };
}

/** Sixteen letters and digits in groups, without the ones that are taken for others: 78 bits of chance. */
function easyPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const groups = Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join(''),
  );
  return groups.join('-');
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

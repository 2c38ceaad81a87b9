import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { system } from '@sila/access';
import { ChannelAccountService } from '@sila/directory';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startApi } from '../medium/visitor.support.js';
import { type Stack, startStack } from '../support/stack.js';

/** Signatures made by Twilio's own library, beside the clone; see the README there for their licence. */
const FILE = join(dirname(fileURLToPath(import.meta.url)), '../../../shared/fixtures/twilio/signatures.json');

interface Vector {
  readonly url: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signature: string;
  readonly valid: boolean;
}

interface Corpus {
  readonly authToken: string;
  readonly vectors: readonly Vector[];
}

describe('signatures of Twilio, at the hook', () => {
  if (!existsSync(FILE)) {
    it('did not run: ../shared/fixtures/twilio is not beside this clone', () => {
      process.stdout.write('The Twilio signature vectors did not run: the folder ../shared is missing.\n');
    });
    return;
  }
  const corpus = JSON.parse(readFileSync(FILE, 'utf8')) as Corpus;
  let stack: Stack;
  let api: NestFastifyApplication;
  let hookId: string;

  beforeAll(async () => {
    stack = await startStack('postgres');
    api = await startApi(stack);
    const account = await api.get(ChannelAccountService, { strict: false }).create(system('test'), {
      channel: 'whatsapp-twilio',
      label: 'واتساب',
      queueId: null,
      webhookUrl: 'https://mycompany.com/myapp.php',
      settings: { accountSid: `AC${'2'.repeat(32)}`, authToken: corpus.authToken, sender: '+18005551212' },
    });
    const [row] = await stack.database.query<{ hookId: string }>(
      'SELECT hook_id AS "hookId" FROM channel_account WHERE id = $1',
      [account.id],
    );
    hookId = row?.hookId ?? '';
  }, 60_000);

  afterAll(async () => {
    await api.close();
    await stack.stop();
  }, 30_000);

  const stored = async (): Promise<number> => {
    const [row] = await stack.database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM inbound_request',
    );
    return row?.count ?? 0;
  };

  it.each(corpus.vectors.map((vector, index) => [index + 1, vector] as const))(
    'vector %i is judged as stated, and only what is good is kept',
    async (_index, { url, params, body, signature, valid }) => {
      const before = await stored();
      const answer = await api.inject({
        method: 'POST',
        url: `/hooks/${hookId}${new URL(url).search}`,
        headers: {
          'content-type': params ? 'application/x-www-form-urlencoded' : 'application/json',
          'x-twilio-signature': signature,
        },
        payload: body ?? new URLSearchParams(params).toString(),
      });
      expect(answer.statusCode).toBe(valid ? 200 : 403);
      expect((await stored()) - before).toBe(valid ? 1 : 0);
    },
  );
});

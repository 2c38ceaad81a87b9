import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isSigned } from '../../libs/channels/providers/twilio/request.signature.js';

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

function requestOf({ url, params, body, signature }: Vector) {
  const type = params ? 'application/x-www-form-urlencoded' : 'application/json';
  return {
    method: 'POST',
    url,
    headers: { 'content-type': type, 'x-twilio-signature': signature },
    body: Buffer.from(body ?? new URLSearchParams(params).toString()),
  };
}

describe('signatures of Twilio', () => {
  if (!existsSync(FILE)) {
    it('did not run: ../shared/fixtures/twilio is not beside this clone', () => {
      process.stdout.write('The Twilio signature vectors did not run: the folder ../shared is missing.\n');
    });
    return;
  }
  const corpus = JSON.parse(readFileSync(FILE, 'utf8')) as Corpus;

  it.each(corpus.vectors.map((vector, index) => [index + 1, vector] as const))(
    'vector %i is judged as stated',
    (_index, vector) => {
      expect(isSigned(requestOf(vector), ['a-newer-token', corpus.authToken])).toBe(vector.valid);
    },
  );

  it('no valid vector survives a changed byte or another token', () => {
    const valid = corpus.vectors.filter((vector) => vector.valid).map(requestOf);
    expect(valid.length).toBeGreaterThan(0);
    for (const request of valid) {
      const changed = Buffer.from(request.body);
      changed.writeUInt8(changed.readUInt8(0) ^ 1, 0);
      expect(isSigned({ ...request, body: changed }, [corpus.authToken])).toBe(false);
      expect(isSigned(request, ['another-token'])).toBe(false);
    }
  });
});

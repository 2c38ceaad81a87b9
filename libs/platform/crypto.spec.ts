import { describe, expect, it } from '@jest/globals';
import { Keys } from './crypto.js';

describe('Encryption at rest', () => {
  const keys = new Keys('a-secret-of-the-tests-0123456789');
  const plain = Buffer.from('رقم الهوية');

  it('gives back what it took, in its own place only', () => {
    const sealed = keys.encrypt(plain, 'table|column|1');
    expect(keys.decrypt(sealed, 'table|column|1')).toEqual(plain);
    expect(() => keys.decrypt(sealed, 'table|column|2')).toThrow();
    expect(() => new Keys('another').decrypt(sealed, 'table|column|1')).toThrow();
  });

  it('never uses a nonce twice', () => {
    const nonces = Array.from({ length: 2_000 }, () =>
      keys.encrypt(plain, 'x').subarray(1, 13).toString('hex'),
    );
    expect(new Set(nonces).size).toBe(nonces.length);
  });

  it('notices a changed byte', () => {
    const sealed = keys.encrypt(plain, 'x');
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    expect(() => keys.decrypt(sealed, 'x')).toThrow();
  });
});

import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@sila/domain';
import { PasswordService, refuseWeak } from './password.service.js';
import { Semaphore } from './semaphore.js';

const weaknessOf = (password: string, personal: readonly string[] = []): unknown => {
  try {
    refuseWeak(password, personal);
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.details['weakness'] : error;
  }
};

describe('weak passwords', () => {
  it.each([
    ['short', 'aB3$xyz'],
    ['long', 'x1'.repeat(100)],
    ['repetitive', 'aaaaaabbbbbb'],
    ['common', 'Password1234'],
    ['common', 'كلمة_المرور'],
    ['common', '1234567890'],
  ])('are refused as %s: %s', (weakness, password) => {
    expect(weaknessOf(password)).toBe(weakness);
  });

  it('are those with one’s own name or address in them', () => {
    expect(weaknessOf('noura-2026-tie', ['noura@example.org'])).toBe('personal');
  });

  it('are not sentences in Arabic or English', () => {
    expect(weaknessOf('نخلة باسقة بجوار البئر')).toBeNull();
    expect(weaknessOf('correct horse battery staple')).toBeNull();
  });
});

describe('the password service', () => {
  const service = new PasswordService();

  it('makes argon2id hashes with the stated cost and knows them again', async () => {
    const stored = await service.hash('nine brown camels rest');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await service.verify(stored, 'nine brown camels rest')).toBe(true);
    expect(await service.verify(stored, 'nine brown camels rested')).toBe(false);
  });

  it('knows a password however its letters were composed', async () => {
    const stored = await service.hash('caf\u00e9 by the old well');
    expect(await service.verify(stored, 'cafe\u0301 by the old well')).toBe(true);
  });

  it('never accepts anything for somebody without a password', async () => {
    expect(await service.verify(null, 'nobody has this password')).toBe(false);
  });
});

describe('the semaphore', () => {
  it('lets so many run, so many wait, and refuses the rest', async () => {
    const turns = new Semaphore(1, 1);
    let finish: (value: string) => void = () => undefined;
    const first = turns.run(() => new Promise<string>((resolve) => (finish = resolve)));
    const second = turns.run(() => Promise.resolve('second'));
    await expect(turns.run(() => Promise.resolve('third'))).rejects.toThrow('unavailable');
    finish('first');
    expect(await Promise.all([first, second])).toEqual(['first', 'second']);
    expect(await turns.run(() => Promise.resolve('later'))).toBe('later');
  });
});

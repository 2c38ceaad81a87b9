import { describe, expect, it } from '@jest/globals';
import { endedSessionCookie, sessionCookie, sessionCookieName, sessionTokenOf } from './cookie.js';

const TOKEN = 'A'.repeat(43);
const https = { PUBLIC_URL: 'https://inbox.example.org', production: true };
const trial = { PUBLIC_URL: 'http://localhost:3000', production: false };

describe('the session cookie', () => {
  it('is tied to the host over https', () => {
    expect(sessionCookie(https, TOKEN, 60_000)).toBe(
      `__Host-sila=${TOKEN}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure`,
    );
  });

  it('is plain in the trial only', () => {
    expect(sessionCookieName(trial)).toBe('sila');
    expect(sessionCookie(trial, TOKEN, 60_000)).not.toContain('Secure');
    expect(sessionCookieName({ ...trial, production: true })).toBe('__Host-sila');
  });

  it('is removed at once when the session ends', () => {
    expect(endedSessionCookie(https)).toContain('Max-Age=0');
  });
});

describe('the token in a Cookie header', () => {
  it('is found among others, under its exact name', () => {
    expect(sessionTokenOf(`a=b; __Host-sila=${TOKEN}; c=d`, https)).toBe(TOKEN);
    expect(sessionTokenOf(`x__Host-sila=${TOKEN}`, https)).toBeNull();
    expect(sessionTokenOf(`sila=${TOKEN}`, https)).toBeNull();
  });

  it('is none when it could not be one of ours', () => {
    for (const header of [
      undefined,
      '',
      'sila=',
      'sila=short',
      `sila=${TOKEN}'--`,
      `sila=${'A'.repeat(300)}`,
    ])
      expect(sessionTokenOf(header, trial)).toBeNull();
  });
});

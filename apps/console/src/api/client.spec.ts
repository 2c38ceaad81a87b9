import { describe, expect, it } from '@jest/globals';
import { apiUrl, errorOf } from './client.js';

describe('addresses', () => {
  it('leave out what is missing or empty', () => {
    expect(apiUrl('/conversations', { view: 'mine', q: '', queue: undefined, limit: 30 })).toBe(
      '/api/conversations?view=mine&limit=30',
    );
  });

  it('carry Arabic as it must be', () => {
    expect(apiUrl('/conversations', { q: 'سلة & إيجار' })).toBe(
      '/api/conversations?q=%D8%B3%D9%84%D8%A9+%26+%D8%A5%D9%8A%D8%AC%D8%A7%D8%B1',
    );
  });
});

describe('refusals', () => {
  it('keep the stable code and the details', () => {
    const problem = {
      type: 'about:blank',
      title: '',
      status: 409,
      code: 'old-version',
      details: { version: 3 },
    };
    expect(errorOf(409, problem)).toMatchObject({
      code: 'old-version',
      status: 409,
      details: { version: 3 },
    });
  });

  it.each([
    [401, 'unauthenticated'],
    [404, 'not-found'],
    [413, 'too-large'],
    [429, 'too-many-requests'],
    [502, 'unavailable'],
    [500, 'internal'],
  ])('get a code when a proxy answered %d', (status, code) => {
    expect(errorOf(status, '<html>').code).toBe(code);
  });
});

import { describe, expect, it } from '@jest/globals';
import { Pace, type Paced } from './pace.js';

const account = (rate: Paced['capabilities']['rate']): Paced => ({ id: 'account', capabilities: { rate } });

describe('The pace of an account', () => {
  it('lets one recipient have a burst, of which each is paid back, and others none the worse', () => {
    const pace = new Pace();
    const slow = account({ perSecond: 1_000, perRecipientMs: 6_000, recipientBurst: 45 });
    for (let nth = 0; nth < 45; nth += 1) {
      expect(pace.waitMs(slow, 'one')).toBe(0);
      pace.sent(slow, 'one');
    }
    expect(pace.waitMs(slow, 'one')).toBeGreaterThan(5_000);
    expect(pace.waitMs(slow, 'one')).toBeLessThanOrEqual(6_000);
    expect(pace.waitMs(slow, 'another')).toBe(0);
  });

  it('pauses after each message to one recipient where there is no burst', () => {
    const pace = new Pace();
    const strict = account({ perSecond: 30, perRecipientMs: 1_000 });
    pace.sent(strict, 'one');
    expect(pace.waitMs(strict, 'one')).toBeGreaterThan(900);
  });
});

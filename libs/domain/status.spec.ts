import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { climb, isSettled, type MessageStatus, statusRank } from './status.js';

const reports: MessageStatus[] = ['accepted', 'sent', 'delivered', 'read', 'failed'];

describe('The ladder of statuses', () => {
  it('gives the same result for the same reports in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...reports)), fc.array(fc.nat()), (received, keys) => {
        const shuffled = received
          .map((status, index) => ({ status, key: keys[index] ?? 0 }))
          .sort((a, b) => a.key - b.key);
        expect(received.reduce(climb, 'sending')).toBe(
          shuffled.map(({ status }) => status).reduce(climb, 'sending'),
        );
      }),
    );
  });

  it('never falls', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...reports)), (received) => {
        let status: MessageStatus = 'queued';
        for (const report of received) {
          const next = climb(status, report);
          expect(statusRank(next)).toBeGreaterThanOrEqual(statusRank(status));
          status = next;
        }
      }),
    );
  });

  it('keeps a failure unless a later delivery proves otherwise', () => {
    expect(climb('failed', 'sent')).toBe('failed');
    expect(climb('failed', 'delivered')).toBe('delivered');
  });

  it('lifts what nobody knew once a report tells', () => {
    expect(climb('unknown', 'sent')).toBe('sent');
    expect(climb('unknown', 'failed')).toBe('failed');
  });

  it('calls settled whatever needs no further try', () => {
    expect(isSettled('queued')).toBe(false);
    expect(isSettled('unknown')).toBe(true);
  });
});

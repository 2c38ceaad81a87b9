import { describe, expect, it } from '@jest/globals';
import { afterFailure, dueVisits, type KeptVisit, nextTryMs, revivedVisit } from './visits.rules.js';

const visit: KeptVisit = {
  entryId: 'e1',
  staffId: 's1',
  name: 'نورة',
  body: {
    entryId: 'e1',
    deskId: 'd1',
    person: { name: 'نورة' },
    reason: 'سؤال',
    queueId: 'q1',
    wish: 'any',
    language: 'ar',
    enteredAt: '2026-11-26T08:00:00.000Z',
  },
  state: 'waiting',
  notBefore: 0,
  tries: 0,
  error: null,
};

describe('a visit that was entered without the network', () => {
  it('is tried again, later and later, always as the same entry', () => {
    const once = afterFailure(visit, 'offline', 1_000);
    expect(once).toMatchObject({ state: 'waiting', entryId: 'e1', tries: 1, notBefore: 2_000 });
    expect(dueVisits([once], 1_999)).toEqual([]);
    expect(dueVisits([once], 2_000)).toEqual([once]);
    expect(nextTryMs([once], 1_500)).toBe(500);
    const often = Array.from({ length: 20 }).reduce<KeptVisit>(
      (last) => afterFailure(last, 'offline', 0),
      visit,
    );
    expect(often.notBefore).toBe(15_000);
  });

  it('waits for the desk when the server refuses it', () => {
    const refused = afterFailure(visit, 'not-found', 0);
    expect(refused.state).toBe('refused');
    expect(nextTryMs([refused], 0)).toBeNull();
  });

  it('goes on after a reload', () => {
    expect(revivedVisit({ ...visit, state: 'sending', notBefore: 9 })).toMatchObject({
      state: 'waiting',
      notBefore: 0,
    });
  });
});

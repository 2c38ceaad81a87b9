import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Hours, openMsBetween } from './hours.js';
import { answerDue, type PromiseRule, type Wait } from './promise.js';

const MINUTE = 60_000;
const workdays = (from: string, to: string) => [0, 1, 2, 3, 4].map((day) => ({ day, from, to }));

/** Sunday to Thursday in Riyadh, with the nights of Ramadan and the feast after it. */
const association: Hours = {
  timeZone: 'Asia/Riyadh',
  open: workdays('08:00', '16:00'),
  ramadan: [...workdays('10:00', '15:00'), ...workdays('21:00', '00:30')],
  holidays: [],
  yearly: [{ calendar: 'hijri', month: 10, day: 1, days: 4 }],
};
const rule: PromiseRule = {
  id: 'all',
  name: 'All',
  when: {},
  firstMinutes: 120,
  nextMinutes: 240,
  warnAtPercent: 75,
  raiseBy: 0,
  moveTo: null,
};
const riyadh = (text: string) => new Date(`${text}:00+03:00`);
const wait = (since: Date, more: Partial<Wait> = {}): Wait => ({
  queueId: 'relations',
  channel: 'email',
  priority: 0,
  since,
  answered: false,
  ...more,
});
const due = (since: Date, more: Partial<Wait> = {}, hours = association) => {
  const found = answerDue([rule], wait(since, more), hours);
  return found && [found.warnAt, found.dueAt];
};

describe('When an answer is due', () => {
  it('is counted in opening time: a wait that spans a night and a weekend counts none of them', () => {
    // Thursday, one hour before closing: half of it then, half on Sunday.
    expect(due(riyadh('2026-11-05T15:00'))).toEqual([riyadh('2026-11-08T08:30'), riyadh('2026-11-08T09:00')]);
    expect(due(riyadh('2026-11-06T22:00'))?.[1]).toEqual(riyadh('2026-11-08T10:00'));
  });

  it('goes by the hours of Ramadan on its days and nights', () => {
    // 18 February 2026 is 1 Ramadan 1447: from ten to three, and from nine to half past midnight.
    expect(due(riyadh('2026-02-18T08:00'))?.[1]).toEqual(riyadh('2026-02-18T12:00'));
    expect(due(riyadh('2026-02-18T14:00'))?.[1]).toEqual(riyadh('2026-02-18T22:00'));
  });

  it('stands still on the feast of the Hijri year', () => {
    // Thursday 19 March 2026 is 30 Ramadan; 1 to 4 Shawwal follow, the last of them a Monday.
    expect(due(riyadh('2026-03-19T23:30'), { answered: true })?.[1]).toEqual(riyadh('2026-03-24T11:00'));
  });

  it('counts neither the weekend nor a single day off after it', () => {
    const dayOff = { ...association, holidays: ['2026-11-08'] };
    expect(due(riyadh('2026-11-05T15:00'), {}, dayOff)?.[1]).toEqual(riyadh('2026-11-09T09:00'));
  });

  const berlin: Hours = {
    ...association,
    timeZone: 'Europe/Berlin',
    open: [...workdays('08:00', '16:00'), { day: 6, from: '22:00', to: '06:00' }],
    ramadan: null,
    yearly: [],
  };

  it('keeps its length when another zone puts the clocks forward in the night between', () => {
    // Saturday 28 March 2026, 22:00 to 6:00 has seven hours: the clocks jump at two.
    const since = new Date('2026-03-29T01:00:00+01:00');
    expect(due(since, {}, berlin)?.[1]).toEqual(new Date('2026-03-29T04:00:00+02:00'));
  });

  it('keeps its length when that zone puts them back', () => {
    // Saturday 24 October 2026, 22:00 to 6:00 has nine hours: at three it is two again.
    const since = new Date('2026-10-25T01:00:00+02:00');
    expect(due(since, {}, berlin)?.[1]).toEqual(new Date('2026-10-25T02:00:00+01:00'));
  });

  it('is another for first and later answers, by the first rule that fits; nothing without one', () => {
    const urgent = { ...rule, id: 'urgent', when: { minPriority: 1, channels: ['email'] }, firstMinutes: 30 };
    const none = { ...rule, id: 'none', when: { queueIds: ['research'] }, firstMinutes: null };
    const found = (more: Partial<Wait>) =>
      answerDue([urgent, none, rule], wait(riyadh('2026-11-01T09:00'), more), association);
    expect(found({ priority: 2 })).toMatchObject({
      rule: { id: 'urgent' },
      dueAt: riyadh('2026-11-01T09:30'),
    });
    expect(found({ priority: 2, channel: 'sms' })?.rule.id).toBe('all');
    expect(found({ answered: true })?.dueAt).toEqual(riyadh('2026-11-01T13:00'));
    expect(found({ queueId: 'research' })).toBeNull();
    expect(answerDue([], wait(riyadh('2026-11-01T09:00')), association)).toBeNull();
  });

  it('leaves exactly the promised opening time between, whenever somebody began to wait', () => {
    const moment = fc
      .integer({ min: 0, max: 500 * 24 * 60 })
      .map((minutes) => new Date(riyadh('2026-01-01T00:00').getTime() + minutes * MINUTE));
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 5_000 }), (since, firstMinutes) => {
        const found = answerDue([{ ...rule, firstMinutes }], wait(since), association);
        expect(found && openMsBetween(association, since, found.dueAt)).toBe(firstMinutes * MINUTE);
      }),
      { numRuns: 100 },
    );
  });
});

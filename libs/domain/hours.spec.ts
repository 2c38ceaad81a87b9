import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterOpenMs, type Hours, isOpen, nextOpening, openMsBetween, openSpansFrom } from './hours.js';
import { instantOf, localTime } from './local-time.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const workdays = (from: string, to: string) => [0, 1, 2, 3, 4].map((day) => ({ day, from, to }));

/** Sunday to Thursday in Riyadh, with the nights of Ramadan and the feast after it. */
const association: Hours = {
  timeZone: 'Asia/Riyadh',
  open: workdays('08:00', '16:00'),
  ramadan: [...workdays('10:00', '15:00'), ...workdays('21:00', '00:30')],
  holidays: ['2026-11-08'],
  yearly: [
    { calendar: 'hijri', month: 10, day: 1, days: 4 },
    { calendar: 'gregorian', month: 9, day: 23, days: 1 },
  ],
};
const riyadh = (text: string) => new Date(`${text}:00+03:00`);

describe('Opening hours', () => {
  it('are local, by weekday, without the days that are closed once', () => {
    expect(isOpen(association, riyadh('2026-11-01T08:00'))).toBe(true);
    expect(isOpen(association, riyadh('2026-11-01T07:59'))).toBe(false);
    expect(isOpen(association, riyadh('2026-11-01T16:00'))).toBe(false);
    expect(isOpen(association, riyadh('2026-11-08T09:00'))).toBe(false);
  });

  it('are others in Ramadan, and last over midnight into the night', () => {
    // 1 Ramadan 1447 is 18 February 2026, a Wednesday.
    expect(isOpen(association, riyadh('2026-02-17T09:00'))).toBe(true);
    expect(isOpen(association, riyadh('2026-02-18T09:00'))).toBe(false);
    expect(isOpen(association, riyadh('2026-02-18T21:30'))).toBe(true);
    expect(isOpen(association, riyadh('2026-02-19T00:29'))).toBe(true);
    expect(isOpen(association, riyadh('2026-02-19T00:30'))).toBe(false);
    // Thursday's night ends on a Friday that has no hours of its own.
    expect(isOpen(association, riyadh('2026-02-20T00:10'))).toBe(true);
    expect(openMsBetween(association, riyadh('2026-02-18T00:00'), riyadh('2026-02-19T00:00'))).toBe(8 * HOUR);
  });

  it('pause on the feast of the Hijri year, whichever Gregorian day it falls on', () => {
    // 1 Shawwal: 20 March 2026, 9 March 2027.
    for (const day of ['2026-03-22', '2026-03-23', '2027-03-09', '2027-03-10', '2027-03-11'])
      expect(isOpen(association, riyadh(`${day}T11:00`))).toBe(false);
    expect(isOpen(association, riyadh('2026-03-24T11:00'))).toBe(true);
    expect(isOpen(association, riyadh('2027-09-23T11:00'))).toBe(false);
  });

  it('without a week are always open', () => {
    const always = { ...association, open: [] };
    expect(isOpen(always, riyadh('2026-11-06T03:00'))).toBe(true);
    expect(openMsBetween(always, riyadh('2026-11-06T03:00'), riyadh('2026-11-06T04:00'))).toBe(HOUR);
    expect(afterOpenMs(always, riyadh('2026-11-06T03:00'), HOUR)).toEqual(riyadh('2026-11-06T04:00'));
  });
});

describe('A wait in opening time', () => {
  it('that spans closed hours counts none of them', () => {
    // Thursday afternoon to Monday morning: an hour on Thursday, nothing on a closed Sunday, an hour on Monday.
    const [asked, answered] = [riyadh('2026-11-05T15:00'), riyadh('2026-11-09T09:00')];
    expect(openMsBetween(association, asked, answered)).toBe(2 * HOUR);
    expect(afterOpenMs(association, asked, 2 * HOUR)).toEqual(answered);
    expect(openMsBetween(association, riyadh('2026-11-06T10:00'), riyadh('2026-11-06T18:00'))).toBe(0);
    expect(openMsBetween(association, answered, asked)).toBe(0);
  });

  it('begins when the doors open next', () => {
    expect(nextOpening(association, riyadh('2026-11-05T12:00'))).toEqual(riyadh('2026-11-05T12:00'));
    expect(nextOpening(association, riyadh('2026-11-05T20:00'))).toEqual(riyadh('2026-11-09T08:00'));
  });

  it('has no end for who never opens', () => {
    const never = { ...association, open: workdays('08:00', '16:00'), yearly: everyDay() };
    expect(afterOpenMs(never, riyadh('2026-11-05T12:00'), 1)).toBeNull();
  });

  it('holds its length when the clocks of another zone change in between', () => {
    // New York: 8 March 2026 has no 02:30, 1 November 2026 has two.
    const nights: Hours = {
      timeZone: 'America/New_York',
      open: [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from: '01:00', to: '04:00' })),
      ramadan: null,
      holidays: [],
      yearly: [],
    };
    const spans = (day: string) =>
      openMsBetween(nights, new Date(`${day}T05:00Z`), new Date(`${day}T10:00Z`));
    expect(spans('2026-03-07')).toBe(3 * HOUR);
    expect(spans('2026-03-08')).toBe(2 * HOUR);
    expect(spans('2026-11-01')).toBe(4 * HOUR);
    expect(isOpen(nights, new Date('2026-11-01T05:59Z'))).toBe(true);
  });

  it('of any length ends where it says, over any hours', () => {
    const time = fc
      .integer({ min: 0, max: 95 })
      .map(
        (quarter) =>
          `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`,
      );
    const day = fc.integer({ min: 0, max: 6 });
    const week = fc
      .array(fc.record({ day, from: time, to: time }), { minLength: 1, maxLength: 8 })
      .map((spans) => spans.filter(({ from, to }) => from !== to))
      .filter((spans) => spans.length > 0);
    const zones = fc.constantFrom('Asia/Riyadh', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu');
    const start = fc.date({
      min: new Date('2026-01-01Z'),
      max: new Date('2027-12-31Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        week,
        zones,
        start,
        fc.integer({ min: 0, max: 40 * 60 }),
        (open, timeZone, from, minutes) => {
          const hours = { ...association, timeZone, open, ramadan: null };
          const end = afterOpenMs(hours, from, minutes * MINUTE);
          if (!end) return;
          expect(openMsBetween(hours, from, end)).toBe(minutes * MINUTE);
          if (minutes > 0) expect(isOpen(hours, new Date(end.getTime() - 1))).toBe(true);
          const [first, second] = [...take(openSpansFrom(hours, from), 2)];
          if (first && second) expect(second.from.getTime()).toBeGreaterThanOrEqual(first.to.getTime());
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('The wall clock of a zone', () => {
  it('gives back the moment it was read at', () => {
    const at = fc.date({ min: new Date('2020-01-01Z'), max: new Date('2030-01-01Z'), noInvalidDate: true });
    fc.assert(
      fc.property(
        at,
        fc.constantFrom('Asia/Riyadh', 'Asia/Kathmandu', 'America/St_Johns'),
        (moment, zone) => {
          const { date, time } = localTime(zone, moment);
          const back = localTime(zone, instantOf(zone, date, time));
          expect(back).toEqual({ date, time });
        },
      ),
    );
  });
});

function everyDay(): Hours['yearly'] {
  return Array.from({ length: 12 }, (_, month) => ({
    calendar: 'gregorian' as const,
    month: month + 1,
    day: 1,
    days: 30,
  })).flatMap((month) => [month, { ...month, day: 28, days: 5 }]);
}

function* take<Item>(items: Iterable<Item>, count: number): Generator<Item> {
  let taken = 0;
  for (const item of items) {
    if (taken >= count) return;
    taken += 1;
    yield item;
  }
}

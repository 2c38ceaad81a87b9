import { describe, expect, it } from '@jest/globals';
import { slotsOf } from './hours.js';
import { localDay } from './local-time.js';
import { actsOn, afterAct, arrivalPriority, pathOf, reminderAt, ticketLabel } from './reception.js';

const hours = {
  timeZone: 'Asia/Riyadh',
  open: [
    { day: 4, from: '08:00', to: '09:30' },
    { day: 4, from: '13:00', to: '13:50' },
  ],
  ramadan: null,
  holidays: ['2026-12-03'],
  yearly: [],
};

describe('a ticket', () => {
  it('is called, called again, served, ended', () => {
    expect(actsOn('waiting')).toEqual(['call', 'start']);
    expect(afterAct('called', 'call')).toBe('called');
    expect(actsOn('called')).toEqual(['call', 'no-show', 'start']);
    expect(afterAct('serving', 'end')).toBe('done');
    expect(afterAct('serving', 'call')).toBeNull();
    expect(actsOn('done')).toEqual([]);
  });

  it('may be called once more for somebody who did not come', () => {
    expect(afterAct('no-show', 'call')).toBe('called');
    expect(afterAct('waiting', 'no-show')).toBeNull();
  });

  it('has a number that can be said', () => {
    expect(ticketLabel('A', 12)).toBe('A-12');
    expect(ticketLabel('', 7)).toBe('7');
  });
});

describe('an appointment', () => {
  it('has the slots of the hours, in the association’s time, whole ones only', () => {
    const slots = slotsOf(hours, '2026-11-26', 30).map((slot) => slot.toISOString().slice(11, 16));
    expect(slots).toEqual(['05:00', '05:30', '06:00', '10:00']);
  });

  it('has none on a holiday or a day off', () => {
    expect(slotsOf(hours, '2026-12-03', 30)).toEqual([]);
    expect(slotsOf(hours, '2026-11-27', 30)).toEqual([]);
  });

  it('has all of the day where no hours are kept', () => {
    expect(slotsOf({ ...hours, open: [] }, '2026-11-27', 60)).toHaveLength(24);
  });

  it('goes first when somebody comes in time', () => {
    const at = new Date('2026-11-26T06:00:00Z');
    const minutes = (count: number): Date => new Date(at.getTime() + count * 60_000);
    expect(arrivalPriority(at, minutes(-15))).toBeGreaterThan(0);
    expect(arrivalPriority(at, minutes(10))).toBeGreaterThan(0);
    expect(arrivalPriority(at, minutes(-40))).toBe(0);
    expect(arrivalPriority(at, minutes(16))).toBe(0);
  });
});

describe('a reminder', () => {
  const at = new Date('2026-11-26T06:00:00Z');

  it('comes a day before, or two hours before, or not at all', () => {
    expect(reminderAt(at, new Date('2026-11-20T06:00:00Z'))).toEqual(new Date('2026-11-25T06:00:00Z'));
    expect(reminderAt(at, new Date('2026-11-25T12:00:00Z'))).toEqual(new Date('2026-11-26T04:00:00Z'));
    expect(reminderAt(at, new Date('2026-11-26T05:00:00Z'))).toBeNull();
  });
});

describe('a day', () => {
  it('is the association’s, not the server’s', () => {
    expect(localDay('Asia/Riyadh', new Date('2026-11-25T21:30:00Z'))).toBe('2026-11-26');
  });
});

describe('a signature', () => {
  it('is a path', () => {
    expect(
      pathOf([
        [
          [1, 2],
          [3, 4],
        ],
        [[5, 6]],
      ]),
    ).toBe('M1 2 L3 4 M5 6');
  });
});

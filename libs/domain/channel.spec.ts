import { describe, expect, it } from '@jest/globals';
import { type Capabilities, windowEndsAt, windowIsOpen } from './channel.js';

const WROTE = new Date('2026-11-22T06:00:00Z');
const hoursLater = (hours: number) => new Date(WROTE.getTime() + hours * 3_600_000);
const withWindow = (window: Capabilities['window']) => ({ window }) as Capabilities;

describe('The time in which a provider lets us answer', () => {
  it('runs from the last message of the person, and never began for somebody who never wrote', () => {
    const day = withWindow({ hours: 24 });
    expect(windowEndsAt(day, WROTE)).toEqual(hoursLater(24));
    expect([23, 24].map((hours) => windowIsOpen(day, WROTE, hoursLater(hours)))).toEqual([true, false]);
    expect(windowIsOpen(day, null, WROTE)).toBe(false);
    expect(windowIsOpen(withWindow(null), null, WROTE)).toBe(true);
  });

  it('is longer for people of ours than for what Sila writes by itself, where the provider grants that', () => {
    const week = withWindow({ hours: 24, humanHours: 168 });
    expect(windowEndsAt(week, WROTE)).toEqual(hoursLater(168));
    expect(windowIsOpen(week, WROTE, hoursLater(100))).toBe(true);
    expect(windowIsOpen(week, WROTE, hoursLater(100), true)).toBe(false);
  });
});

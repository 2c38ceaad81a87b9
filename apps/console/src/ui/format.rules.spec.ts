import { describe, expect, it } from '@jest/globals';
import { makeFormat } from './format.rules.js';

const arabic = makeFormat({ language: 'ar', digits: 'latin', timeZone: 'Asia/Riyadh' });
const eastern = makeFormat({ language: 'ar', digits: 'arabic', timeZone: 'Asia/Riyadh' });
const english = makeFormat({ language: 'en', digits: 'arabic', timeZone: 'Asia/Riyadh' });

describe('days', () => {
  it('stand in both calendars', () => {
    expect(arabic.day('2026-10-12T09:00:00Z')).toBe('الاثنين 1 جمادى الأولى 1448هـ · 12 أكتوبر 2026م');
    expect(english.day('2026-10-12T09:00:00Z')).toMatch(/^Monday 1 .* 1448 AH · 12 October 2026$/);
  });

  it('follow the time zone of the association', () => {
    expect(arabic.day('2026-10-11T21:30:00Z')).toContain('12 أكتوبر');
  });

  it('count the week from Sunday', () => {
    expect(english.weekday(0)).toBe('Sunday');
    expect(arabic.weekday(5)).toBe('الجمعة');
  });

  it('know the months of both calendars', () => {
    expect(arabic.month('hijri', 10)).toBe('شوال');
    expect(arabic.month('gregorian', 9)).toBe('سبتمبر');
    expect(english.month('hijri', 9)).toBe('Ramadan');
  });
});

describe('numbers', () => {
  it('take the digits of the preference in Arabic only', () => {
    expect(arabic.number(1203)).toBe('1,203');
    expect(eastern.number(12)).toBe('١٢');
    expect(english.number(12)).toBe('12');
  });

  it('say sizes in fitting units', () => {
    expect(english.bytes(0)).toMatch(/^0/);
    expect(english.bytes(1_240_000)).toBe('1.2 MB');
  });
});

describe('waits', () => {
  const now = '2026-01-01T12:00:00Z';

  it('are never less than a minute in words', () => {
    expect(english.waiting('2026-01-01T11:59:50Z', now)).toBe('1 min');
  });

  it('name hours and minutes, then days', () => {
    expect(english.waiting('2026-01-01T10:55:00Z', now)).toBe('1 hr 5 min');
    expect(english.waiting('2025-12-29T11:00:00Z', now)).toBe('3 days');
  });

  it('tick as a clock', () => {
    expect(english.stopwatch('2026-01-01T11:55:53Z', now)).toBe('4:07');
    expect(english.stopwatch('2026-01-01T10:54:50Z', now)).toBe('1:05:10');
    expect(eastern.stopwatch('2026-01-01T11:55:53Z', now)).toBe('٤:٠٧');
  });

  it('stay at nothing when the clock of the device is behind', () => {
    expect(english.stopwatch('2026-01-01T12:00:09Z', now)).toBe('0:00');
  });
});

import { isoOfHijri, type Language, type YearlyHoliday } from '@sila/domain';

/** What decides how numbers and times are written. */
export interface FormatSettings {
  readonly language: Language;
  readonly digits: 'latin' | 'arabic';
  readonly timeZone: string;
}

type Instant = Date | string | number;

/** Writers of numbers and times. Instants are Dates, ISO texts or epoch milliseconds. */
export interface Format {
  readonly number: (value: number) => string;
  /** "2 minutes ago", narrow; from a week on, the date. */
  readonly relative: (at: Instant, now?: Instant) => string;
  /** How long something has lasted: "12 min", "1 h 5 min", "3 d"; at least one minute. */
  readonly waiting: (since: Instant, now?: Instant) => string;
  /** A running clock of the same: "4:07", "1:05:10". Write it left to right. */
  readonly stopwatch: (since: Instant, now?: Instant) => string;
  readonly time: (at: Instant) => string;
  readonly date: (at: Instant) => string;
  readonly dateTime: (at: Instant) => string;
  /** The day in both calendars: Umm al-Qura and Gregorian. */
  readonly day: (at: Instant) => string;
  /** The name of a weekday; 0 is Sunday. */
  readonly weekday: (day: number) => string;
  /** The name of a month of either calendar; 1 is Muharram or January. */
  readonly month: (calendar: YearlyHoliday['calendar'], month: number) => string;
  readonly bytes: (size: number) => string;
  readonly list: (items: readonly string[]) => string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The whole locale tag: defaults of `ar` differ between engines, so nothing is left to them. */
export function localeTag(
  { language, digits }: Pick<FormatSettings, 'language' | 'digits'>,
  calendar: 'gregory' | 'islamic-umalqura' = 'gregory',
): string {
  const numbers = digits === 'arabic' && language === 'ar' ? 'arab' : 'latn';
  return `${language}-SA-u-ca-${calendar}-nu-${numbers}`;
}

/** Makes the writers once per setting. */
export function makeFormat(settings: FormatSettings): Format {
  const tag = localeTag(settings);
  const { timeZone } = settings;
  const numbers = new Intl.NumberFormat(tag);
  const date = new Intl.DateTimeFormat(tag, { timeZone, day: 'numeric', month: 'long', year: 'numeric' });
  const time = new Intl.DateTimeFormat(tag, { timeZone, hour: 'numeric', minute: '2-digit' });
  const weekday = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', weekday: 'long' });
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  return {
    number: (value) => numbers.format(value),
    relative: relativeWriter(tag, date),
    waiting: waitingWriter(tag),
    stopwatch: stopwatchWriter(tag),
    time: (at) => time.format(new Date(at)),
    date: (at) => date.format(new Date(at)),
    dateTime: (at) => `${date.format(new Date(at))} · ${time.format(new Date(at))}`,
    day: dayWriter(settings),
    weekday: (day) => weekday.format(new Date(Date.UTC(2026, 10, 1 + day))),
    month: monthWriter(settings),
    bytes: bytesWriter(tag),
    list: (items) => list.format(items),
  };
}

function relativeWriter(tag: string, date: Intl.DateTimeFormat): Format['relative'] {
  const relative = new Intl.RelativeTimeFormat(tag, { style: 'narrow', numeric: 'auto' });
  return (at, now = Date.now()) => {
    const past = new Date(at).getTime() - new Date(now).getTime();
    const size = Math.abs(past);
    if (size < MINUTE) return relative.format(0, 'second');
    if (size < HOUR) return relative.format(Math.trunc(past / MINUTE), 'minute');
    if (size < DAY) return relative.format(Math.trunc(past / HOUR), 'hour');
    if (size < 7 * DAY) return relative.format(Math.trunc(past / DAY), 'day');
    return date.format(new Date(at));
  };
}

function waitingWriter(tag: string): Format['waiting'] {
  const unit = (name: string) =>
    new Intl.NumberFormat(tag, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: 0 });
  const [minutes, hours, days] = [unit('minute'), unit('hour'), unit('day')];
  return (since, now = Date.now()) => {
    const length = Math.max(new Date(now).getTime() - new Date(since).getTime(), MINUTE);
    if (length < HOUR) return minutes.format(Math.floor(length / MINUTE));
    if (length >= DAY) return days.format(Math.floor(length / DAY));
    const rest = Math.floor((length % HOUR) / MINUTE);
    const whole = hours.format(Math.floor(length / HOUR));
    return rest === 0 ? whole : `${whole} ${minutes.format(rest)}`;
  };
}

function stopwatchWriter(tag: string): Format['stopwatch'] {
  const plain = new Intl.NumberFormat(tag, { useGrouping: false });
  const two = new Intl.NumberFormat(tag, { minimumIntegerDigits: 2 });
  return (since, now = Date.now()) => {
    const seconds = Math.max(0, Math.floor((new Date(now).getTime() - new Date(since).getTime()) / 1000));
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    const rest = two.format(seconds % 60);
    return hours > 0
      ? `${plain.format(hours)}:${two.format(minutes)}:${rest}`
      : `${plain.format(minutes)}:${rest}`;
  };
}

function dayWriter(settings: FormatSettings): Format['day'] {
  const { timeZone, language } = settings;
  const shape = { timeZone, day: 'numeric', month: 'long', year: 'numeric' } as const;
  const hijri = new Intl.DateTimeFormat(localeTag(settings, 'islamic-umalqura'), shape);
  const gregorian = new Intl.DateTimeFormat(localeTag(settings), shape);
  const name = new Intl.DateTimeFormat(localeTag(settings), { timeZone, weekday: 'long' });
  const [eraHijri, eraGregorian] = language === 'ar' ? ['هـ', 'م'] : [' AH', ''];
  return (at) => {
    const day = new Date(at);
    const civil = `${dayMonthYear(gregorian, day)}${eraGregorian}`;
    return `${name.format(day)} ${dayMonthYear(hijri, day)}${eraHijri} · ${civil}`;
  };
}

function monthWriter(settings: FormatSettings): Format['month'] {
  const shape = { timeZone: 'UTC', month: 'long' } as const;
  const hijri = new Intl.DateTimeFormat(localeTag(settings, 'islamic-umalqura'), shape);
  const gregorian = new Intl.DateTimeFormat(localeTag(settings), shape);
  return (calendar, month) =>
    calendar === 'gregorian'
      ? gregorian.format(new Date(Date.UTC(2026, month - 1, 1)))
      : hijri.format(new Date(isoOfHijri({ year: 1447, month, day: 1 }) ?? 0));
}

function dayMonthYear(format: Intl.DateTimeFormat, at: Date): string {
  const parts = format.formatToParts(at);
  const part = (type: string) => parts.find((entry) => entry.type === type)?.value ?? '';
  return `${part('day')} ${part('month')} ${part('year')}`;
}

function bytesWriter(tag: string): Format['bytes'] {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  return (size) => {
    const step = size < 1 ? 0 : Math.min(Math.floor(Math.log10(size) / 3), units.length - 1);
    const unit = units[step] ?? 'byte';
    const digits = step < 2 ? 0 : 1;
    return new Intl.NumberFormat(tag, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(size / 1000 ** step);
  };
}

const DAY_MS = 86_400_000;

/** Civil dates here are `YYYY-MM-DD`, Gregorian; times are `HH:MM` of the wall clock. */
export interface LocalTime {
  readonly date: string;
  readonly time: string;
}

/** What the wall clock of a time zone shows. */
export function localTime(timeZone: string, at: Date): LocalTime {
  const shown = wallClock(timeZone, at).toISOString();
  return { date: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/** The civil day of a moment. */
export function localDay(timeZone: string, at: Date): string {
  return localTime(timeZone, at).date;
}

/**
 * The moment at which a wall clock shows this. A time that a change of the clocks leaves out is as much later as they
 * jump; of one that comes twice it is the first.
 */
export function instantOf(timeZone: string, date: string, time: string): Date {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  // The offset may change in between: one of a day before and one of a day after is the one that holds.
  const before = wanted - offsetMs(timeZone, new Date(wanted - DAY_MS));
  const after = wanted - offsetMs(timeZone, new Date(wanted + DAY_MS));
  const holds = (at: number) => at + offsetMs(timeZone, new Date(at)) === wanted;
  if (holds(before)) return new Date(before);
  return new Date(holds(after) ? after : before);
}

/** A civil day some days on; negative goes back. */
export function nextDay(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

function offsetMs(timeZone: string, at: Date): number {
  return wallClock(timeZone, at).getTime() - at.getTime();
}

/** The wall clock as if it showed UTC. */
function wallClock(timeZone: string, at: Date): Date {
  const parts = formatOf(timeZone).formatToParts(at);
  const numbers = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = numbers;
  const milliseconds = ((at.getTime() % 1_000) + 1_000) % 1_000;
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one costs more than using it a thousand times. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  });
  formats.set(timeZone, made);
  return made;
}

/** Opening hours of one weekday, local time `HH:MM`; 0 is Sunday. */
export interface OpeningHours {
  readonly day: number;
  readonly from: string;
  readonly to: string;
}

/** When the association is reachable. */
export interface Hours {
  readonly timeZone: string;
  readonly open: readonly OpeningHours[];
  /** Closed civil dates, `YYYY-MM-DD`, Gregorian. */
  readonly holidays: readonly string[];
}

/** True when `now` falls into the opening hours. An empty list means: always open. */
export function isOpen(hours: Hours, now: Date): boolean {
  if (hours.open.length === 0) return true;
  const local = localTime(hours.timeZone, now);
  if (hours.holidays.includes(local.date)) return false;
  return hours.open.some((span) => span.day === local.day && span.from <= local.time && local.time < span.to);
}

function localTime(timeZone: string, now: Date): { date: string; day: number; time: string } {
  const parts = new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: string): string => parts.find((entry) => entry.type === type)?.value ?? '';
  const date = `${part('year')}-${part('month')}-${part('day')}`;
  return { date, day: new Date(`${date}T00:00:00Z`).getUTCDay(), time: `${part('hour')}:${part('minute')}` };
}

/** The civil day there and then, `YYYY-MM-DD`. */
export function localDay(timeZone: string, now: Date): string {
  return localTime(timeZone, now).date;
}

/** The moments of a civil day at which something of so many minutes can begin and end within the opening hours. */
export function slotsOf(hours: Hours, day: string, minutes: number): Date[] {
  if (hours.holidays.includes(day)) return [];
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const all = [{ day: weekday, from: '00:00', to: '24:00' }];
  const spans = hours.open.length === 0 ? all : hours.open.filter((span) => span.day === weekday);
  return spans.flatMap(({ from, to }) => {
    const count = Math.floor((minutesOf(to) - minutesOf(from)) / minutes);
    return Array.from({ length: Math.max(0, count) }, (_, index) =>
      momentOf(hours.timeZone, day, minutesOf(from) + index * minutes),
    );
  });
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

/** The instant at which clocks of the time zone show so many minutes of the day. */
function momentOf(timeZone: string, day: string, minutes: number): Date {
  const asIfUtc = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  const { date, time } = localTime(timeZone, new Date(asIfUtc));
  return new Date(asIfUtc - (Date.parse(`${date}T${time}:00Z`) - asIfUtc));
}

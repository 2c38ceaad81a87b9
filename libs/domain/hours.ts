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

import type { ReportRow } from '@sila/contracts';

const COLUMNS = [
  'number',
  'queue',
  'channel',
  'topic',
  'kind',
  'outcome',
  'arrivedAt',
  'answeredAt',
  'closedAt',
  'waitSeconds',
  'kept',
  'resolutionSeconds',
  'messages',
  'answers',
  'reopens',
  'moves',
] as const;

/** Programs for tables take a file for UTF-8 by this. */
const BYTE_ORDER_MARK = '\uFEFF';

type CellValue = string | number | boolean | null;

/** A row whose queue and topic have names. */
export type NamedRow = Omit<ReportRow, 'id' | 'queueId'> & { readonly queue: string };

export const csvHead = (): string => BYTE_ORDER_MARK + lineOf(COLUMNS);

export const csvRow = (row: NamedRow): string => lineOf(COLUMNS.map((column) => row[column]));

function lineOf(values: readonly CellValue[]): string {
  return `${values.map(cellOf).join(',')}\r\n`;
}

/**
 * One cell (RFC 4180). Text that a program for tables would take for a formula gets an apostrophe before it
 * (OWASP, CSV Injection): the names of queues and topics are typed by people.
 */
export function cellOf(value: CellValue): string {
  if (value === null) return '';
  const text = String(value);
  const harmless = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

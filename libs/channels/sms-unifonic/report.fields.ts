import type { RawRequest } from '../channel.js';

/** The fields of a report by their names in small letters, however Unifonic sends them: form, JSON or query. */
export type ReportFields = ReadonlyMap<string, string>;

/** Reads a report. Names are compared without case, as they are written differently in Unifonic's own pages. */
export function readReport(request: RawRequest): ReportFields {
  const fields = new Map([...new URL(request.url).searchParams, ...bodyFields(request)].map(lowered));
  return new Map([...fields].filter(([, value]) => value !== ''));
}

function bodyFields(request: RawRequest): [string, string][] {
  const text = request.body.toString('utf8').trim();
  return text.startsWith('{') ? jsonFields(text) : [...new URLSearchParams(text)];
}

function jsonFields(text: string): [string, string][] {
  const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
  return entries.flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
  );
}

function lowered([name, value]: readonly [string, string]): [string, string] {
  return [name.toLowerCase(), value.trim()];
}

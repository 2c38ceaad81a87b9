import { messageResource } from './message.resource.js';
import type { MessagesStore } from './messages.store.js';

/** The query of `GET Messages.json`: To, From, DateSent, `DateSent>`, `DateSent<`, PageSize, Page. */
export type ListQuery = Readonly<Record<string, string | undefined>>;

const dayMs = 86_400_000;
const largestPage = 1_000;

/**
 * One page, newest first, in the shape the `twilio` library reads. `DateSent>` keeps what was sent at or after the
 * time given, `DateSent<` what was sent at or before; a bare date stands for that whole day in UTC.
 */
export const listPage = (messages: MessagesStore, accountSid: string, query: ListQuery) => {
  const size = Math.min(largestPage, Math.max(1, Number(query['PageSize'] ?? 50) || 50));
  const page = Math.max(0, Number(query['Page'] ?? 0) || 0);
  const found = messages.list({ accountSid, to: query['To'], from: query['From'], ...period(query) });
  const shown = found.slice(page * size, (page + 1) * size);
  const address = (number: number) => pageUri(accountSid, query, size, number);
  const start = page * size;
  return {
    end: start + Math.max(0, shown.length - 1),
    first_page_uri: address(0),
    messages: shown.map(messageResource),
    next_page_uri: found.length > start + size ? address(page + 1) : null,
    page,
    page_size: size,
    previous_page_uri: page > 0 ? address(page - 1) : null,
    start,
    uri: address(page),
  };
};

const period = (query: ListQuery) => {
  const on = query['DateSent'];
  if (on !== undefined) return { sentFrom: startOf(on), sentBefore: endOf(on) };
  const before = query['DateSent<'];
  const after = query['DateSent>'];
  return {
    ...(after === undefined ? {} : { sentFrom: startOf(after) }),
    ...(before === undefined ? {} : { sentBefore: endOf(before) }),
  };
};

const isBareDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
const startOf = (text: string): number => Date.parse(text);
const endOf = (text: string): number => Date.parse(text) + (isBareDate(text) ? dayMs : 1);

const pageUri = (accountSid: string, query: ListQuery, size: number, page: number): string => {
  const kept = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const params = new URLSearchParams({
    ...Object.fromEntries(kept),
    PageSize: String(size),
    Page: String(page),
  });
  return `/2010-04-01/Accounts/${accountSid}/Messages.json?${params.toString()}`;
};

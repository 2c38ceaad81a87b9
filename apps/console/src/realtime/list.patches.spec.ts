import { expect, it } from '@jest/globals';
import type { ConversationDetail, ConversationItem } from '@sila/contracts';
import { keepNewerDetail, keepNewerRows, type ListData, rowsOf } from './list.patches.js';

const row = (id: string, seq: number, snippet: string): ConversationItem =>
  ({ id, seq, snippet }) as ConversationItem;

const list = (...items: ConversationItem[]): ListData => ({
  pages: [{ items, nextCursor: null }],
  pageParams: [null],
});

it('keeps what the socket told while the list was read, in the places that were read', () => {
  const shown = list(row('a', 7, 'taken back'), row('b', 3, 'old'));
  const read = list(row('b', 4, 'new'), row('a', 6, 'I will take this back'), row('c', 1, 'hello'));
  expect(rowsOf(keepNewerRows(shown, read) as ListData).map(({ id, snippet }) => [id, snippet])).toEqual([
    ['b', 'new'],
    ['a', 'taken back'],
    ['c', 'hello'],
  ]);
});

it('takes what was read of the same state: only reading says what is unread', () => {
  const shown = list({ ...row('a', 7, 'hello'), unread: 2 });
  const read = list({ ...row('a', 7, 'hello'), unread: 0 });
  expect(rowsOf(keepNewerRows(shown, read) as ListData)[0]?.unread).toBe(0);
  expect(keepNewerRows(undefined, read)).toEqual(read);
});

it('keeps the newer state of an open conversation', () => {
  const shown = row('a', 7, 'taken back') as ConversationDetail;
  const read = row('a', 6, 'old') as ConversationDetail;
  expect(keepNewerDetail(shown, read)).toMatchObject({ seq: 7, snippet: 'taken back' });
  expect(keepNewerDetail(undefined, read)).toEqual(read);
});

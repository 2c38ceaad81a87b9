import { messageResource } from './message.resource.js';
import type { MessagesStore } from './messages.store.js';
import { type ListQuery, pageOf, periodOf } from './rest.page.js';

/**
 * One page of `GET Messages.json` (To, From, DateSent, `DateSent>`, `DateSent<`, PageSize, Page), newest first. `DateSent>` keeps
 * what was sent at or after the time given, `DateSent<` what was sent at or before.
 */
export const listPage = (messages: MessagesStore, accountSid: string, query: ListQuery) => {
  const { from: sentFrom, before: sentBefore } = periodOf(query, 'DateSent');
  return pageOf({
    key: 'messages',
    path: `/2010-04-01/Accounts/${accountSid}/Messages.json`,
    query,
    found: messages.list({ accountSid, to: query['To'], from: query['From'], sentFrom, sentBefore }),
    view: messageResource,
  });
};

import type { TwilioAccount } from './account.kind.js';
import type { MessagesStore } from './messages.store.js';
import { isInsideWindow, outsideWindowCode } from './window.rule.js';

/** The form fields of `POST Messages.json` that matter here; repeated names come as lists. */
export type CreateFields = Readonly<Record<string, string | readonly string[] | undefined>>;

export type CreateRequest = {
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly mediaUrls: readonly string[];
  readonly contentSid: string | null;
  readonly statusCallback: string | null;
  readonly messagingServiceSid: string | null;
};

const longestBody = 1_600;
const addresses: Readonly<Record<string, RegExp>> = {
  'whatsapp:': /^whatsapp:(\+\d{6,15}|[A-Z]{2}\.[\w.-]{4,})$/,
  '': /^\+\d{8,15}$/,
};

/** Reads the request; templates are filled in with their variables. */
export const readCreate = (fields: CreateFields, account: TwilioAccount, prefix: string): CreateRequest => {
  const contentSid = one(fields['ContentSid']);
  return {
    from:
      one(fields['From']) ??
      (one(fields['MessagingServiceSid']) === null ? '' : `${prefix}${account.number}`),
    to: one(fields['To']) ?? '',
    body:
      contentSid === null
        ? (one(fields['Body']) ?? '')
        : templateText(account, contentSid, fields['ContentVariables']),
    mediaUrls: many(fields['MediaUrl']),
    contentSid,
    statusCallback: one(fields['StatusCallback']),
    messagingServiceSid: one(fields['MessagingServiceSid']),
  };
};

/** Twilio's error code for a request that it refuses at once, or null. Source: twilio.com/docs/api/errors. */
export const refusalOf = (
  request: CreateRequest,
  account: TwilioAccount,
  messages: MessagesStore,
  { now, prefix }: { readonly now: number; readonly prefix: string },
): number | null => {
  if (!addresses[prefix]?.test(request.to)) return 21211;
  if (request.from !== `${prefix}${account.number}`) return prefix === '' ? 21606 : 63007;
  if (request.contentSid !== null) return isKnownTemplate(account, request.contentSid) ? null : 21655;
  if (request.body === '' && request.mediaUrls.length === 0) return 21619;
  if (request.body.length > longestBody) return 21617;
  const outside = account.windowRule === 'reject' && !isInsideWindow(messages, account, request.to, now);
  return outside ? outsideWindowCode : null;
};

const isKnownTemplate = (account: TwilioAccount, contentSid: string): boolean =>
  Object.keys(account.templates).length === 0 || account.templates[contentSid] !== undefined;

const templateText = (
  account: TwilioAccount,
  contentSid: string,
  variables: CreateFields[string],
): string => {
  const values = parsed(one(variables));
  const template = account.templates[contentSid];
  if (template === undefined) return [`[${contentSid}]`, ...Object.values(values)].join(' ');
  return template.replace(/\{\{\s*([\w-]+)\s*\}\}/g, (_, name: string) => values[name] ?? '');
};

const parsed = (json: string | null): Readonly<Record<string, string>> => {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)]));
  } catch {
    return {};
  }
};

const one = (value: CreateFields[string]): string | null => {
  const first = typeof value === 'string' ? value : value?.[0];
  return first === undefined || first === '' ? null : first;
};

const many = (value: CreateFields[string]): readonly string[] =>
  value === undefined || value === '' ? [] : typeof value === 'string' ? [value] : value;

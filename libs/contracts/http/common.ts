import { LANGUAGES, ROLES, SNIPPET_KINDS } from '@sila/domain';
import { z } from 'zod';

/** Ids are UUIDs that Sila makes itself. */
export const id = z.uuid();
/** Instants travel as ISO 8601 in UTC. */
export const instant = z.iso.datetime();
export const language = z.enum(LANGUAGES);
export const role = z.enum(ROLES);

/** A list page: opaque cursor, null when there is no further page. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** How many rows a list gives. */
export const limit = (fallback: number, max: number) =>
  z.coerce.number().int().min(1).max(max).default(fallback);

export const person = z.object({ id, name: z.string() });
/** Somebody named on a screen: id and name. */
export type Person = z.output<typeof person>;

/** The channel account something came by or goes out on. */
export const channelRef = z
  .object({ accountId: id, channel: z.string(), label: z.string(), icon: z.string() })
  .meta({ id: 'ChannelRef' });
export type ChannelRef = z.output<typeof channelRef>;

/** RFC 9457 problem document; `code` is stable, `details` are safe to show. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.output<typeof problem>;

export const idParams = z.strictObject({ id });

/** What the snippet of a conversation stands for when it is more than words; the snippet may then be empty. */
export const snippetKind = z.enum(SNIPPET_KINDS).nullable();

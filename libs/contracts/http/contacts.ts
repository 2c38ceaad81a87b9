import { z } from 'zod';
import { channelRef, id, instant, limit, pageOf, person, snippetKind } from './common.js';

/** One address of the person; `lastInboundAt` feeds the messaging window. */
export const identityView = z
  .object({
    id,
    channel: channelRef,
    kind: z.string(),
    value: z.string(),
    name: z.string().nullable(),
    assurance: z.enum(['verified', 'asserted', 'claimed']),
    lastInboundAt: instant.nullable(),
    unreachable: z.boolean(),
  })
  .meta({ id: 'IdentityView' });
export type IdentityView = z.output<typeof identityView>;

/** An entry of the ledger of people. Whom the reader may not see is null, and then so is the reason. */
export const ledgerEntry = z
  .object({
    id,
    kind: z.enum(['merged', 'address-moved']),
    from: person.nullable(),
    into: person.nullable(),
    /** The address that was given away. */
    address: z.string().nullable(),
    at: instant,
    by: person.nullable(),
    reason: z.string().nullable(),
    undone: z.object({ at: instant, by: person.nullable(), reason: z.string().nullable() }).nullable(),
    /** True when the reader may take it back now. */
    mayUndo: z.boolean(),
  })
  .meta({ id: 'LedgerEntry' });
export type LedgerEntry = z.output<typeof ledgerEntry>;

/** The person beside a conversation, as far as the reader may see them. */
export const contactView = z
  .object({
    id,
    name: z.string(),
    language: z.enum(['ar', 'en']).nullable(),
    createdAt: instant,
    /** Who looks after them; routing prefers this colleague. */
    officer: person.nullable(),
    identities: z.array(identityView),
    /** People who may be the same person: by what a visitor typed, never merged by itself. */
    maybe: z.array(z.object({ id, name: z.string(), because: z.string() })),
    /** What was decided about who this is, the newest first. */
    ledger: z.array(ledgerEntry),
    otherConversations: z.array(
      z.object({
        id,
        number: z.number().int(),
        status: z.enum(['open', 'closed']),
        snippet: z.string(),
        snippetKind,
        lastMessageAt: instant,
      }),
    ),
  })
  .meta({ id: 'ContactView' });
export type ContactView = z.output<typeof contactView>;

/** `GET /api/contacts`: finds by name (folded for Arabic), number or mail address. */
export const listContacts = z.strictObject({
  q: z.string().trim().min(2).max(200),
  cursor: z.string().max(600).optional(),
  limit: limit(10, 30),
});
export type ListContacts = z.output<typeof listContacts>;

/** A person in whose conversations one may answer, to compare with another. */
export const personCard = z
  .object({
    id,
    name: z.string(),
    identities: z.array(identityView),
    /** Those that the reader may see. */
    conversations: z.number().int(),
    lastMessageAt: instant.nullable(),
  })
  .meta({ id: 'PersonCard' });
export type PersonCard = z.output<typeof personCard>;

export const personPage = pageOf(personCard).meta({ id: 'PersonPage' });
export type PersonPage = z.output<typeof personPage>;

const because = z.string().trim().min(1).max(500);

/** `POST /api/contacts/:id/merge`: `intoId` stands for both, with their name. */
export const mergeContact = z.strictObject({ intoId: id, reason: because }).meta({ id: 'MergeContact' });
export type MergeContact = z.output<typeof mergeContact>;

/** `POST /api/identities/:id/move`: to a person, or with null to a new one. */
export const moveAddress = z
  .strictObject({ contactId: id.nullable(), reason: because })
  .meta({ id: 'MoveAddress' });
export type MoveAddress = z.output<typeof moveAddress>;

/** `POST /api/contact-merges/:id/undo` */
export const undoMerge = z.strictObject({ reason: because }).meta({ id: 'UndoMerge' });
export type UndoMerge = z.output<typeof undoMerge>;

/** The entry of the ledger that an act made or took back. */
export const ledgerRef = z.object({ id }).meta({ id: 'LedgerRef' });
export type LedgerRef = z.output<typeof ledgerRef>;

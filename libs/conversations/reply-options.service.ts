import { Injectable } from '@nestjs/common';
import type { Actor } from '@sila/access';
import type { ReplyOption } from '@sila/contracts';
import type { Sql } from '@sila/database';
import { ChannelDirectory, type OpenAccount } from '@sila/directory';
import { windowEndsAt, windowIsOpen } from '@sila/domain';
import { Clock } from '@sila/platform';
import { type ClaimedWay, ClaimedWays } from './claimed-ways.service.js';
import { destinationsOf } from './destination.queries.js';

/** Files one answer may have (contracts: `postMessage`). */
const MOST_FILES = 10;

/** The ways in which a person can be answered now, and why the others are closed. */
@Injectable()
export class ReplyOptions {
  constructor(
    private readonly directory: ChannelDirectory,
    private readonly claimed: ClaimedWays,
    private readonly clock: Clock,
  ) {}

  /** Best way first: the one the person wrote by last. Addresses that they only gave come behind. */
  async of(sql: Sql, staff: Actor, conversationId: string, contactId: string): Promise<ReplyOption[]> {
    const reaching = await this.directory.reaching();
    const destinations = await destinationsOf(sql, staff, conversationId, contactId, reaching);
    const written = new Set(destinations.map(({ identityId }) => identityId));
    const given = (await this.claimed.of(sql, staff, contactId)).filter(
      ({ identityId }) => identityId === null || !written.has(identityId),
    );
    return Promise.all([
      ...destinations.map((destination, index) => this.option(destination, index === 0, false)),
      ...given.map((way) => this.option(way, false, true)),
    ]);
  }

  private async option(destination: ClaimedWay, preferred: boolean, isClaim: boolean): Promise<ReplyOption> {
    const account = await this.directory.account(destination.channelAccountId);
    const { capabilities } = account;
    const blockedBy = this.blockedBy(account, destination);
    return {
      channel: await this.directory.channelRef(account.id),
      identityId: destination.identityId,
      claim: isClaim ? claimOf(destination) : null,
      // Of a letter the address is the paper itself; people know it by name.
      address: capabilities.paper ? (destination.name ?? '') : destination.value,
      preferred,
      canSend: blockedBy === null,
      blockedBy,
      windowEndsAt: windowEndsAt(capabilities, destination.lastInboundAt)?.toISOString() ?? null,
      maxLength: capabilities.maxLength,
      splits: capabilities.splits,
      segments: capabilities.segments,
      answerable: capabilities.inbound,
      undoSeconds: capabilities.undoSeconds,
      paper: capabilities.paper,
      attachments: {
        maxBytes: capabilities.attachments.maxBytes,
        // An answer with more files than one message carries becomes several messages.
        maxCount: MOST_FILES,
        outbound: capabilities.attachments.outbound,
      },
      receipts: capabilities.receipts,
      templates: [...(account.connection.templates ?? [])].map((template) => ({
        ...template,
        variables: [...template.variables],
      })),
    };
  }

  private blockedBy(account: OpenAccount, destination: ClaimedWay): ReplyOption['blockedBy'] {
    if (!account.enabled) return 'account-disabled';
    if (!account.capabilities.outbound) return 'channel-inbound-only';
    if (destination.unreachable) return 'unreachable';
    return windowIsOpen(account.capabilities, destination.lastInboundAt, this.clock.now())
      ? null
      : 'window-closed';
  }
}

function claimOf({ kind, value }: ClaimedWay): ReplyOption['claim'] {
  return { kind: kind === 'email' ? 'email' : 'phone', value };
}

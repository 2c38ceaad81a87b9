import { Injectable } from '@nestjs/common';
import type { Actor } from '@sila/access';
import type { CallOption } from '@sila/contracts';
import type { Sql } from '@sila/database';
import { ChannelDirectory } from '@sila/directory';
import { isOnCall } from './call.queries.js';
import { destinationsOf } from './destination.queries.js';

/** A telephone number of a person. */
export interface PersonNumber {
  readonly value: string;
  readonly name: string | null;
}

/** The lines on which a person can be called now, and why the others are closed. */
@Injectable()
export class CallOptions {
  constructor(private readonly directory: ChannelDirectory) {}

  /** One option for each line; empty where the association has no telephone. */
  async of(sql: Sql, staff: Actor, conversationId: string, contactId: string): Promise<CallOption[]> {
    const lines = (await this.directory.enabled()).filter(({ capabilities }) => capabilities.voice);
    if (lines.length === 0) return [];
    const number = await this.numberOf(sql, staff, conversationId, contactId);
    const busy = number !== null && (await isOnCall(sql, staff.id));
    return Promise.all(
      lines.map(async ({ id }) => ({
        channel: await this.directory.channelRef(id),
        address: number?.value ?? '',
        blockedBy: number === null ? 'no-number' : busy ? 'busy' : null,
      })),
    );
  }

  /** The person's number: the one asked for, else the one they used last, of those that may be seen by who asks. */
  async numberOf(
    sql: Sql,
    staff: Actor,
    conversationId: string,
    contactId: string,
    wanted?: string,
  ): Promise<PersonNumber | null> {
    const all = await destinationsOf(sql, staff, conversationId, contactId, []);
    return all.find(({ kind, value }) => kind === 'phone' && (!wanted || value === wanted)) ?? null;
  }
}

import {
  type InboundEffect,
  InboundEffects,
  type PreparedAttachment,
  ReceiveService,
} from '@sila/conversations';
import { poolOf, transactSql } from '@sila/database';
import { type InboundMessage, type Sender, UNSAID } from '@sila/domain';
import { Outbox } from '@sila/lanes';
import { FILE_STORE, type FileStore, newId } from '@sila/platform';
import { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import type { Stack } from './stack.js';

/** What a test says of a message; the rest is that of a plain text. */
export type Said = Partial<InboundMessage> & Pick<InboundMessage, 'from' | 'providerId'>;

/** Somebody who writes to the stack's number. */
export function personAt(value: string, kind: Sender['kind'] = 'phone'): Sender {
  return { kind, value, name: null, assurance: 'verified', aliases: [] };
}

/** Hands what a channel understood to the services that take it in, as the drain of a lane does. */
export class InboundDoor {
  constructor(private readonly stack: Pick<Stack, 'app' | 'whatsapp'>) {}

  /** Takes a message in, with files that are stored already; gives its conversation. */
  async message(said: Said, attachments: readonly PreparedAttachment[] = []): Promise<string> {
    const message: InboundMessage = { ...PLAIN, ...said };
    const { facts, conversationId } = await this.inOne((sql) =>
      this.stack.app.get(ReceiveService, { strict: false }).receive(sql, this.stack.whatsapp.accountId, {
        message,
        html: null,
        attachments,
        receivedAt: new Date(),
        eventId: newId(),
        kind: message.kind,
      }),
    );
    this.publish(facts);
    return conversationId;
  }

  /** Takes anything else in. */
  async effect(inbound: InboundEffect, eventId = newId()) {
    const effect = await this.inOne((sql) =>
      this.stack.app.get(InboundEffects, { strict: false }).apply(sql, inbound, {
        channelAccountId: this.stack.whatsapp.accountId,
        eventId,
        receivedAt: new Date(),
        attachments: [],
      }),
    );
    this.publish(effect.facts);
    return effect;
  }

  /** Stores a file for a message. */
  async file(fileName: string, mediaType: string, bytes: Buffer): Promise<PreparedAttachment> {
    const store = this.stack.app.get<FileStore>(FILE_STORE, { strict: false });
    const { key, size, sha256 } = await store.put(Readable.from([bytes]), 10_000_000);
    const stored = { storageKey: key, size, sha256, state: 'ready' } as const;
    return { ...stored, id: newId(), fileName, mediaType, reason: null, source: null, contentId: null };
  }

  private inOne<Result>(work: Parameters<typeof transactSql<Result>>[1]): Promise<Result> {
    return transactSql(poolOf(this.stack.app.get(DataSource, { strict: false })), work);
  }

  private publish(facts: Parameters<Outbox['publish']>[0]): void {
    this.stack.app.get(Outbox, { strict: false }).publish(facts);
  }
}

const PLAIN = { ...UNSAID, kind: 'text', language: 'ar' } as const;

import { Injectable } from '@nestjs/common';
import { allowedOrigins, readVisitorToken, issueVisitorToken, webChatSettings } from '@sila/channels';
import { ChannelDirectory, type OpenAccount } from '@sila/directory';
import { DomainError } from '@sila/domain';
import { Clock, Keys } from '@sila/platform';
import { VisitorGate, type VisitorOfToken } from '@sila/realtime';
import type { z } from 'zod';
import type { Visitor } from './visitor.queries.js';

/** A website chat that is switched on. */
export interface WebsiteChat {
  readonly account: OpenAccount;
  readonly settings: z.output<typeof webChatSettings>;
}

/** Which chats there are, where they may stand, and whom a token belongs to. */
@Injectable()
export class WebsiteChats extends VisitorGate {
  constructor(
    private readonly directory: ChannelDirectory,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** The chat of an account. Throws `not-found` for accounts that are none, or switched off. */
  async chat(accountId: string): Promise<WebsiteChat> {
    const chat = chatOf(await this.directory.account(accountId));
    if (!chat) throw new DomainError('not-found');
    return chat;
  }

  /** The visitor whom a token proves, while their chat is switched on. */
  async find(token: string): Promise<VisitorOfToken | null> {
    const visitor = this.visitorOf(token);
    if (!visitor) return null;
    const exists = await this.chat(visitor.accountId).then(
      () => true,
      () => false,
    );
    return exists ? { channelAccountId: visitor.accountId, visitorId: visitor.visitorId } : null;
  }

  /** Whom a token names, whatever became of the chat. */
  visitorOf(token: string): Visitor | null {
    return readVisitorToken(this.key(), token, this.clock.now());
  }

  tokenFor({ accountId, visitorId }: Visitor): string {
    return issueVisitorToken(this.key(), { accountId, visitorId, issuedAt: this.clock.now() });
  }

  async origins(channelAccountId: string | null): Promise<readonly string[]> {
    const accounts = await this.directory.enabled();
    return accounts
      .filter((account) => channelAccountId === null || account.id === channelAccountId)
      .flatMap((account) => allowedOrigins(chatOf(account)?.settings ?? { allowedOrigins: [] }));
  }

  private key(): Buffer {
    return this.keys.key('visitor-token');
  }
}

/** Settings that no longer fit the schema are those of no chat: nobody may carry it until they are mended. */
function chatOf(account: OpenAccount): WebsiteChat | null {
  if (!account.enabled || account.channel.settings !== webChatSettings) return null;
  const settings = webChatSettings.safeParse(account.settings);
  return settings.success ? { account, settings: settings.data } : null;
}

import { Inject, Injectable } from '@nestjs/common';
import { ChannelError, type Outbound } from '@sila/channels';
import type { Env } from '@sila/config';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import { ChannelDirectory } from '@sila/directory';
import type { Address } from '@sila/domain';
import { Bells, OnJob, Sweeper } from '@sila/lanes';
import { Clock, ENV, Log } from '@sila/platform';
import { DataSource } from 'typeorm';
import { sweepTrials, takeTrial, trialAccepted, trialFailed } from './trial.queries.js';

const SUBJECT = 'رسالة اختبار · Test message';
const TEXT =
  'هذه رسالة اختبار لهذه القناة، والرد عليها يُتمّ الاختبار.\nThis is a test of this channel. Answer it to complete the test.';

/**
 * Sends test messages. They go past the threads, straight by the connection: what a test says belongs in nobody's conversation.
 * Reports and answers come back through the webhook like all others.
 */
@Injectable()
export class TrialSender {
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    sweeper: Sweeper,
    @Inject(ENV) env: Env,
    private readonly directory: ChannelDirectory,
    private readonly bells: Bells,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.sql = sqlOf(poolOf(source));
    sweeper.every({ name: 'send tests', everyMs: env.UPKEEP_EVERY_MS, run: () => this.sweep() });
  }

  @OnJob('send-trial')
  async onBell({ trialId }: { readonly trialId: string }): Promise<void> {
    const taken = await takeTrial(this.sql, trialId, this.clock.now());
    if (!taken) return;
    try {
      const connection = await this.directory.connection(taken.accountId);
      const ids = { messageId: trialId, conversationId: trialId };
      const providerId = connection.providerIdFor?.(ids) ?? null;
      const accepted = await connection.send({ ...testMessage(taken.to), ...ids, providerId });
      await trialAccepted(this.sql, trialId, accepted.providerId ?? providerId, this.clock.now());
    } catch (error) {
      await this.fail(trialId, error);
    }
  }

  private async fail(trialId: string, error: unknown): Promise<void> {
    this.log.fail('a test message was not taken', error, { trialId });
    const failure =
      error instanceof ChannelError
        ? error
        : new ChannelError('unknown-outcome', 'unexpected', 'the channel failed unexpectedly');
    await trialFailed(this.sql, trialId, failure, this.clock.now());
  }

  private async sweep(): Promise<void> {
    for (const trialId of await sweepTrials(this.sql, this.clock.now()))
      this.bells.ring('send-trial', { trialId });
  }
}

function testMessage(to: Address): Omit<Outbound, 'messageId' | 'conversationId' | 'providerId'> {
  return {
    conversationNumber: 0,
    to,
    toName: null,
    text: TEXT,
    subject: SUBJECT,
    language: 'ar',
    thread: [],
    template: null,
    attachments: [],
    automatic: true,
    author: null,
  };
}

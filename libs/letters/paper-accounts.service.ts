import { Injectable } from '@nestjs/common';
import { type CurrentStaff, worksDeskOf } from '@sila/access';
import { type OpenAccount, ChannelDirectory, SettingService } from '@sila/directory';
import { DomainError } from '@sila/domain';

/** An account for letters, with the queue that gets what comes by it. */
export interface PaperAccount {
  readonly account: OpenAccount;
  readonly queueId: string;
}

/** The accounts for which somebody receives and begins letters: those whose queue is theirs. */
@Injectable()
export class PaperAccounts {
  constructor(
    private readonly directory: ChannelDirectory,
    private readonly settings: SettingService,
  ) {}

  async of(staff: CurrentStaff): Promise<PaperAccount[]> {
    const { defaultQueueId } = (await this.settings.routing()).value;
    return (await this.directory.enabled())
      .filter(({ capabilities }) => capabilities.paper && capabilities.inbound)
      .map((account) => ({ account, queueId: account.queueId ?? defaultQueueId }))
      .filter(({ queueId }) => worksDeskOf(staff, queueId));
  }

  /** Throws `not-found` for every other account. */
  async demand(staff: CurrentStaff, accountId: string): Promise<PaperAccount> {
    const found = (await this.of(staff)).find(({ account }) => account.id === accountId);
    if (!found) throw new DomainError('not-found');
    return found;
  }
}

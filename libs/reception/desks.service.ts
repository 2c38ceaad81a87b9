import { Injectable } from '@nestjs/common';
import { type CurrentStaff, demand, worksDeskOf } from '@sila/access';
import type { Desk } from '@sila/channels';
import { ChannelDirectory, type OpenAccount, QueueService, SettingService } from '@sila/directory';
import { DomainError, type Hours, localDay } from '@sila/domain';
import { Clock } from '@sila/platform';

/** A desk where people come, and the queue it belongs to. */
export interface OpenDesk {
  readonly account: OpenAccount;
  readonly desk: Desk;
  readonly queueId: string;
}

/** The desks of the association, and who works at them: members of a desk's queue, nobody else. */
@Injectable()
export class Desks {
  constructor(
    private readonly directory: ChannelDirectory,
    private readonly queues: QueueService,
    private readonly settings: SettingService,
    private readonly clock: Clock,
  ) {}

  /** The desks that this person works at. */
  async of(staff: CurrentStaff): Promise<OpenDesk[]> {
    demand(staff, 'conversation.read');
    return (await this.all()).filter(({ queueId }) => worksDeskOf(staff, queueId));
  }

  /** One of them. Throws `not-found` for every other id. */
  async demand(staff: CurrentStaff, id: string): Promise<OpenDesk> {
    const found = (await this.of(staff)).find(({ account }) => account.id === id);
    if (!found) throw new DomainError('not-found');
    return found;
  }

  /** A desk without regard to who asks: for the screen, and for what was begun there. Throws `not-found`. */
  async byId(id: string): Promise<OpenDesk> {
    const found = (await this.all()).find(({ account }) => account.id === id);
    if (!found) throw new DomainError('not-found');
    return found;
  }

  /** People can be sent to any queue that is in use. Throws `not-found` for others. */
  async refuseUnknownQueue(staff: CurrentStaff, queueId: string): Promise<void> {
    const known = await this.queues.list(staff);
    if (!known.some(({ id, archived }) => id === queueId && !archived))
      throw new DomainError('not-found', { field: 'queueId' });
  }

  /** When the desks are open. */
  async hours(): Promise<Hours> {
    return (await this.settings.association()).value.hours;
  }

  /** The association's civil day. */
  async today(): Promise<string> {
    return localDay((await this.hours()).timeZone, this.clock.now());
  }

  private async all(): Promise<OpenDesk[]> {
    const { defaultQueueId } = (await this.settings.routing()).value;
    return (await this.directory.enabled()).flatMap((account) => {
      const { desk } = account.connection;
      return desk ? [{ account, desk, queueId: account.queueId ?? defaultQueueId }] : [];
    });
  }
}

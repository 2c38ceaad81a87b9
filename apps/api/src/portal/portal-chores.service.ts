import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Log } from '@sila/platform';
import { FormDrafts } from './form-drafts.service.js';
import { FormInbox } from './form-inbox.service.js';

const MINUTE_MS = 60_000;

/** What nobody asks for: forms of which a process died while it handed them over, and forms that were left behind. */
@Injectable()
export class PortalChores implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly drafts: FormDrafts,
    private readonly inbox: FormInbox,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.run(), MINUTE_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async run(): Promise<void> {
    try {
      await this.inbox.finish();
      await this.drafts.sweep();
    } catch (error) {
      this.log.fail('a chore of the portal failed', error);
    }
  }
}

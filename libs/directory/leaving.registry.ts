import { Injectable } from '@nestjs/common';
import type { Tx } from './transactions.service.js';

/** A person who no longer belongs to some queues, or to none at all. */
export interface Leaving {
  readonly staffId: string;
  /** The queues left; null when the person was disabled and leaves everything. */
  readonly queueIds: readonly string[] | null;
  /** Who decided it; null for Sila itself. */
  readonly byId: string | null;
}

/** Gives back what the person held there, in the transaction that takes the right away. */
export type LeavingHandler = (tx: Tx, leaving: Leaving) => Promise<void>;

/** Where other parts say what must happen when somebody leaves a queue: conversations go back to it. */
@Injectable()
export class LeavingRegistry {
  private readonly handlers: LeavingHandler[] = [];

  /** Registers a handler for the life of the process; call it in `onModuleInit`. */
  add(handler: LeavingHandler): void {
    this.handlers.push(handler);
  }

  async tell(tx: Tx, leaving: Leaving): Promise<void> {
    for (const handler of this.handlers) await handler(tx, leaving);
  }
}

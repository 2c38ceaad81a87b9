import { Injectable, type OnModuleInit } from '@nestjs/common';
import { assignTo } from '@sila/conversations';
import type { Sql } from '@sila/database';
import { type Leaving, LeavingRegistry, type Tx } from '@sila/directory';
import { Clock } from '@sila/platform';

interface Held {
  readonly id: string;
  readonly version: number;
  readonly queueId: string;
  readonly [column: string]: unknown;
}

/** When somebody leaves a queue or the association, what they held goes back and waits again: nothing is lost with a person. */
@Injectable()
export class LeavingService implements OnModuleInit {
  constructor(
    private readonly registry: LeavingRegistry,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.registry.add((tx, leaving) => this.giveBack(tx, leaving));
  }

  private async giveBack({ sql }: Tx, leaving: Leaving): Promise<void> {
    const now = this.clock.now();
    for (const conversation of await heldBy(sql, leaving)) {
      const owner = {
        assigneeId: null,
        queueId: conversation.queueId,
        byId: leaving.byId,
        reason: { code: 'left', text: '' } as const,
      };
      await assignTo(sql, conversation, owner, now);
    }
    await sql.query(
      `DELETE FROM follower f USING conversation c WHERE c.id = f.conversation_id AND f.staff_id = $1
         AND ($2::uuid[] IS NULL OR c.queue_id = ANY($2::uuid[]))`,
      [leaving.staffId, leaving.queueIds],
    );
  }
}

async function heldBy(sql: Sql, leaving: Leaving): Promise<Held[]> {
  return sql.query<Held>(
    `SELECT id, version, queue_id AS "queueId" FROM conversation
     WHERE assignee_id = $1 AND status = 'open' AND ($2::uuid[] IS NULL OR queue_id = ANY($2::uuid[])) ORDER BY id FOR UPDATE`,
    [leaving.staffId, leaving.queueIds],
  );
}

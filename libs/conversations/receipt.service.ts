import { Injectable } from '@nestjs/common';
import type { Sql } from '@sila/database';
import type { InboundReceipt, InboundWatermark } from '@sila/domain';
import type { StoredFact } from '@sila/lanes';
import { Clock } from '@sila/platform';
import { applyReceipt } from './receipt.queries.js';
import { applyWatermark } from './watermark.queries.js';

/** What providers report about messages of ours. */
@Injectable()
export class ReceiptService {
  constructor(private readonly clock: Clock) {}

  /** Keeps the report and lets the status climb, in the caller's transaction. */
  apply(
    sql: Sql,
    channelAccountId: string,
    report: InboundReceipt | InboundWatermark,
  ): Promise<readonly StoredFact[]> {
    const now = this.clock.now();
    return report.type === 'receipt'
      ? applyReceipt(sql, channelAccountId, report, now)
      : applyWatermark(sql, channelAccountId, report, now);
  }
}

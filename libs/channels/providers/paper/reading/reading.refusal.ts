import type { UnreadableReason } from '@sila/domain';

/** A scan that can't be read, for a reason that a person understands. */
export class ReadingRefusal extends Error {
  constructor(readonly reason: UnreadableReason) {
    super(reason);
    this.name = 'ReadingRefusal';
  }
}

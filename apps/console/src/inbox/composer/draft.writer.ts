import type { SaveDraft } from '@sila/contracts';

const PAUSE_MS = 800;

interface Lane {
  wanted: SaveDraft | null;
  saving: Promise<void> | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Where drafts go, and where success is told. */
export interface DraftTarget {
  readonly save: (conversationId: string, draft: SaveDraft) => Promise<unknown>;
  readonly onSaved: (conversationId: string, draft: SaveDraft) => void;
}

/**
 * Saves drafts a short while after the last stroke, one at a time for each conversation, so that a slow earlier save
 * can never bring back what was changed or sent since.
 */
export class DraftWriter {
  private readonly lanes = new Map<string, Lane>();
  private readonly target: DraftTarget;

  constructor(target: DraftTarget) {
    this.target = target;
  }

  /** Notes the newest state; it is saved after a pause. */
  write(conversationId: string, draft: SaveDraft): void {
    const lane = this.lane(conversationId);
    lane.wanted = draft;
    clearTimeout(lane.timer);
    lane.timer = setTimeout(() => void this.flush(conversationId), PAUSE_MS);
  }

  /** Deletes the draft at once: it has become a message. */
  discard(conversationId: string, kind: SaveDraft['kind']): void {
    this.lane(conversationId).wanted = { kind, text: '' };
    void this.flush(conversationId);
  }

  /** Saves what is noted now, after a save that is under way. Resolves when nothing is left to save. */
  async flush(conversationId: string): Promise<void> {
    const lane = this.lane(conversationId);
    clearTimeout(lane.timer);
    while (lane.saving) await lane.saving;
    const draft = lane.wanted;
    if (!draft) return;
    lane.wanted = null;
    lane.saving = this.save(conversationId, draft, lane).finally(() => (lane.saving = null));
    await lane.saving;
    if (lane.wanted) await this.flush(conversationId);
  }

  private async save(conversationId: string, draft: SaveDraft, lane: Lane): Promise<void> {
    try {
      await this.target.save(conversationId, draft);
      this.target.onSaved(conversationId, draft);
    } catch {
      if (lane.wanted === null) this.tryLater(conversationId, draft);
    }
  }

  private tryLater(conversationId: string, draft: SaveDraft): void {
    const lane = this.lane(conversationId);
    clearTimeout(lane.timer);
    lane.timer = setTimeout(
      () => this.lane(conversationId).wanted ?? this.write(conversationId, draft),
      5 * PAUSE_MS,
    );
  }

  private lane(conversationId: string): Lane {
    const known = this.lanes.get(conversationId);
    if (known) return known;
    const lane: Lane = { wanted: null, saving: null, timer: undefined };
    this.lanes.set(conversationId, lane);
    return lane;
  }
}

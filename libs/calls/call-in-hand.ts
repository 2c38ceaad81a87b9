import { applyChange, type Change, type RowPatch } from '@sila/conversations';
import type { Sql } from '@sila/database';
import type { Fact, LegRole } from '@sila/domain';
import { type StoredFact, writeFacts } from '@sila/lanes';
import { newId } from '@sila/platform';
import {
  callById,
  type CallPatch,
  type CallRow,
  type CallWork,
  insertLeg,
  type LegPatch,
  type LegRow,
  legsOf,
  updateCall,
  updateLeg,
} from './call.queries.js';

/** A call whose row is locked, with its legs, while one transaction changes it. Publish `facts` once that has committed. */
export class CallInHand {
  readonly facts: StoredFact[] = [];

  private constructor(
    readonly sql: Sql,
    readonly now: Date,
    private current: CallRow,
    private readonly known: LegRow[],
  ) {}

  /** Locks a call; null when there is none. */
  static async take(sql: Sql, id: string, now: Date): Promise<CallInHand | null> {
    const row = await callById(sql, id, true);
    return row && this.of(sql, row, now);
  }

  /** Takes a call whose row is locked already. */
  static async of(sql: Sql, row: CallRow, now: Date): Promise<CallInHand> {
    return new CallInHand(sql, now, row, await legsOf(sql, row.id));
  }

  get call(): CallRow {
    return this.current;
  }

  /** Legs that have not ended. */
  get live(): readonly LegRow[] {
    return this.known.filter((leg) => leg.endedAt === null);
  }

  get legs(): readonly LegRow[] {
    return this.known;
  }

  liveLeg(role: LegRole): LegRow | null {
    return this.live.find((leg) => leg.role === role) ?? null;
  }

  async set(patch: CallPatch): Promise<void> {
    await updateCall(this.sql, this.current.id, patch);
    this.current = { ...this.current, ...patch };
  }

  /**
   * Something has to be done at the provider, as soon as this is committed or at a later moment. What waits to be done already
   * looks after the legs, too.
   */
  async ask(work: CallWork, at: Date = this.now): Promise<void> {
    const pending = work === 'legs' ? this.current.work : null;
    await this.set({ work: pending ?? work, workAt: at, tries: 0 });
    const { id } = this.current;
    await this.write([{ type: 'call.work-queued', stream: id, seq: 0, ids: { callId: id } }]);
  }

  async addLeg(leg: Partial<LegRow> & Pick<LegRow, 'role'>): Promise<LegRow> {
    const added: LegRow = { ...NO_LEG, id: newId(), createdAt: this.now, ...leg };
    await insertLeg(this.sql, this.current, added);
    this.known.push(added);
    return added;
  }

  async setLeg(leg: LegRow, patch: LegPatch): Promise<LegRow> {
    await updateLeg(this.sql, leg.id, patch);
    const changed = { ...leg, ...patch };
    this.known[this.known.findIndex(({ id }) => id === leg.id)] = changed;
    return changed;
  }

  /** Tells everybody on the call, and whoever looks at its conversation, that it is another one now. */
  async tell(
    patch: RowPatch = {},
    byId: string | null = null,
    figures?: Omit<NonNullable<Change['figures']>, 'channel'>,
  ): Promise<void> {
    const { conversationId, messageId, state, outcome } = this.current;
    await this.write(this.concerned().map((staffId) => this.changedFact(staffId)));
    if (!conversationId || !messageId) return;
    const event = { type: 'call', at: this.now, byId, messageId, data: { state, outcome } };
    const changed = await applyChange(this.sql, {
      conversationId,
      patch,
      event,
      ...(figures && { figures: { channel: await this.channel(), ...figures } }),
    });
    this.facts.push(...(changed?.facts ?? []));
  }

  private async channel(): Promise<string> {
    const [account] = await this.sql.query<{ channel: string }>(
      'SELECT channel FROM channel_account WHERE id = $1',
      [this.current.channelAccountId],
    );
    return account?.channel ?? '';
  }

  async write(facts: readonly Fact[]): Promise<void> {
    this.facts.push(...(await writeFacts(this.sql, facts)));
  }

  private concerned(): string[] {
    const ended = this.known.filter(({ endedAt }) => endedAt === null || endedAt >= this.now);
    const staff = [this.current.officerId, ...ended.map(({ staffId }) => staffId)];
    return [...new Set(staff.filter((id) => id !== null))];
  }

  private changedFact(staffId: string): Fact {
    const { id: callId, conversationId } = this.current;
    return { type: 'call.changed', stream: callId, seq: 0, ids: { callId, staffId, conversationId } };
  }
}

const NO_LEG = {
  staffId: null,
  sid: null,
  state: 'starting',
  sequence: -1,
  supervision: null,
  answeredAt: null,
  endedAt: null,
} as const;

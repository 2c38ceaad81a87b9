import { Injectable } from '@nestjs/common';
import { Audit, demand, type Performer } from '@sila/access';
import type { ChangeSkill, CreateSkill, SkillView } from '@sila/contracts';
import { DomainError, normaliseText } from '@sila/domain';
import { Clock, newId } from '@sila/platform';
import { directoryChanged, Transactions, type Tx } from './transactions.service.js';

const SELECT = `
  SELECT k.id, k.name_ar AS "nameAr", k.name_en AS "nameEn", k.kind, k.archived_at IS NOT NULL AS archived,
         (SELECT count(*)::int FROM staff_skill s WHERE s.skill_id = k.id) AS people
    FROM skill k`;

type SkillRow = SkillView & Record<string, unknown>;

/** What people can do and conversations may ask for. */
@Injectable()
export class SkillService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** All of them, archived ones too: a rule or a person may still name one. */
  async list(by: Performer): Promise<SkillView[]> {
    demand(by, 'staff.manage');
    return this.transactions.reader.query<SkillRow>(`${SELECT} ORDER BY k.kind, k.name_ar, k.id`);
  }

  async create(by: Performer, { nameAr, nameEn, kind }: CreateSkill): Promise<SkillView> {
    demand(by, 'staff.manage');
    return this.transactions.run(async (tx) => {
      const id = newId();
      await tx.sql.query(
        'INSERT INTO skill (id, name_ar, name_en, kind, created_at) VALUES ($1, $2, $3, $4, $5)',
        [id, normaliseText(nameAr), normaliseText(nameEn), kind, this.clock.now()],
      );
      return this.recorded(tx, by, 'skill.create', id, []);
    });
  }

  /** Nobody is asked for an archived skill any more; people keep it, and it can be brought back. */
  async change(by: Performer, id: string, change: ChangeSkill): Promise<SkillView> {
    demand(by, 'staff.manage');
    return this.transactions.run(async (tx) => {
      await tx.sql.query(
        `UPDATE skill SET name_ar = coalesce($2, name_ar), name_en = coalesce($3, name_en), kind = coalesce($4, kind),
                archived_at = CASE $5::boolean WHEN true THEN coalesce(archived_at, $6) WHEN false THEN NULL ELSE archived_at END
          WHERE id = $1`,
        [
          id,
          change.nameAr === undefined ? null : normaliseText(change.nameAr),
          change.nameEn === undefined ? null : normaliseText(change.nameEn),
          change.kind ?? null,
          change.archived ?? null,
          this.clock.now(),
        ],
      );
      return this.recorded(tx, by, 'skill.change', id, Object.keys(change));
    });
  }

  private async recorded(
    tx: Tx,
    by: Performer,
    action: string,
    id: string,
    fields: readonly string[],
  ): Promise<SkillView> {
    const [skill] = await tx.sql.query<SkillRow>(`${SELECT} WHERE k.id = $1`, [id]);
    if (!skill) throw new DomainError('not-found');
    await this.audit.append(tx.sql, by, { action, objectKind: 'skill', objectId: id, fields });
    tx.tell(directoryChanged('skill', id));
    return skill;
  }
}

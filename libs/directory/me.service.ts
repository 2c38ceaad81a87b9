import { Injectable } from '@nestjs/common';
import { actionsOf, type CurrentStaff } from '@sila/access';
import { type Me, type Preferences, preferences } from '@sila/contracts';
import { DomainError, type Language } from '@sila/domain';
import { PresenceService } from './presence.service.js';
import { SettingService } from './setting.service.js';
import { Transactions } from './transactions.service.js';

interface Row {
  readonly language: Language;
  readonly preferences: Record<string, unknown>;
}

/** What a signed-in person sees and keeps of themselves. */
@Injectable()
export class MeService {
  constructor(
    private readonly transactions: Transactions,
    private readonly settings: SettingService,
    private readonly presence: PresenceService,
  ) {}

  async read(staff: CurrentStaff): Promise<Me> {
    const [row, presence, work, association] = await Promise.all([
      this.row(staff.id),
      this.presence.get(staff.id),
      this.settings.work(),
      this.settings.association(),
    ]);
    return {
      id: staff.id,
      name: staff.name,
      email: staff.email,
      role: staff.role,
      queueIds: [...staff.queueIds],
      presence,
      wrapUpMinutes: work.value.wrapUpMinutes,
      autoAway: work.value.autoAwayMinutes > 0,
      preferences: preferencesOf(row),
      mustChangePassword: staff.mustChangePassword,
      may: [...actionsOf(staff)],
      expiresAt: staff.expiresAt.toISOString(),
      association: {
        nameAr: association.value.nameAr,
        nameEn: association.value.nameEn,
        timeZone: association.value.hours.timeZone,
      },
    };
  }

  /** Keeps what was chosen; what was not mentioned stays. The language is also the one Sila writes to the person in. */
  async change(staff: CurrentStaff, change: Partial<Preferences>): Promise<Preferences> {
    await this.transactions.reader.query(
      'UPDATE staff SET preferences = preferences || $2::jsonb, language = coalesce($3, language) WHERE id = $1',
      [staff.id, JSON.stringify(change), change.language ?? null],
    );
    return preferencesOf(await this.row(staff.id));
  }

  private async row(staffId: string): Promise<Row> {
    const [row] = await this.transactions.reader.query<Row & Record<string, unknown>>(
      'SELECT language, preferences FROM staff WHERE id = $1',
      [staffId],
    );
    if (!row) throw new DomainError('unauthenticated');
    return row;
  }
}

/** What a later version no longer understands falls back to the defaults. */
function preferencesOf(row: Row): Preferences {
  const chosen = { language: row.language, ...row.preferences };
  const result = preferences.safeParse(chosen);
  return result.success ? result.data : preferences.parse({ language: row.language });
}

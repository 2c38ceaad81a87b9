import type { INestApplicationContext } from '@nestjs/common';
import { system } from '@sila/access';
import { SettingService } from '@sila/directory';
import type { OpeningHours } from '@sila/domain';

/** Notices of the closed hours would come or not by the time of day the tests run at. */
export function keepOpen(app: INestApplicationContext): Promise<void> {
  return keep(app, []);
}

/** Open for a minute only, on another day of the week than this. */
export function keepClosed(app: INestApplicationContext): Promise<void> {
  return keep(app, [{ day: (new Date().getUTCDay() + 3) % 7, from: '00:00', to: '00:01' }]);
}

async function keep(app: INestApplicationContext, open: OpeningHours[]): Promise<void> {
  const settings = app.get(SettingService, { strict: false });
  const actor = system('test');
  const { version, value } = await settings.read(actor, 'association');
  await settings.put(actor, 'association', {
    version,
    value: { ...value, hours: { ...value.hours, open, holidays: [] } },
  });
}

import type { INestApplicationContext } from '@nestjs/common';
import { system } from '@sila/access';
import { SettingService } from '@sila/directory';

/** Notices of the closed hours would come or not by the time of day the tests run at. */
export async function keepOpen(app: INestApplicationContext): Promise<void> {
  const settings = app.get(SettingService, { strict: false });
  const actor = system('test');
  const { version, value } = await settings.read(actor, 'association');
  await settings.put(actor, 'association', {
    version,
    value: { ...value, hours: { ...value.hours, open: [], holidays: [] } },
  });
}

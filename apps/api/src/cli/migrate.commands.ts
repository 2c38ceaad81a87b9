import { readEnv } from '@sila/config';
import { migrate } from '@sila/database';
import type { Command } from 'commander';
import { type OutputOptions, say } from './output.js';

export function migrateCommand(program: Command): void {
  program
    .command('migrate')
    .description("Brings the database to this version's schema; safe to run twice and by many at once")
    .option('--json', 'answer in JSON')
    .action(async (options: OutputOptions) => {
      await migrate(readEnv().DATABASE_URL ?? '');
      say(options, { migrated: true }, 'The database is up to date.');
    });
}

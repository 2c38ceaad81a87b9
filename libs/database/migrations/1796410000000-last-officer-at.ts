import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When somebody answered last: people come back to them for a time only. What was answered before counts from its last message. */
export class LastOfficerAt1796410000000 implements MigrationInterface {
  name = 'LastOfficerAt1796410000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE conversation ADD COLUMN last_officer_at timestamptz(3);
      UPDATE conversation SET last_officer_at = last_message_at WHERE last_officer_id IS NOT NULL;`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a channel account's provider was last heard: its last webhook of any kind, or the last look into the mailbox. */
export class LastHeard1796390000000 implements MigrationInterface {
  name = 'LastHeard1796390000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE channel_account ADD COLUMN last_heard_at timestamptz(3)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

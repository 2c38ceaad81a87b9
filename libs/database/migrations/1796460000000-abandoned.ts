import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who left before anybody answered counts into the queue's minutes, and minutes are found by their time. */
export class Abandoned1796460000000 implements MigrationInterface {
  name = 'Abandoned1796460000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE queue_minute ADD COLUMN abandoned integer NOT NULL DEFAULT '0';
      ALTER TABLE queue_delta ADD COLUMN abandoned integer NOT NULL DEFAULT '0';
      CREATE INDEX ix_queue_minute_minute ON queue_minute (minute);`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

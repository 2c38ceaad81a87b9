import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why somebody is away, when their wrap-up ends, whether they left themselves, and when they last did something. */
export class Presence1796440000000 implements MigrationInterface {
  name = 'Presence1796440000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE presence ADD COLUMN reason text, ADD COLUMN words text, ADD COLUMN until timestamptz(3),
        ADD COLUMN left_by_hand boolean NOT NULL DEFAULT false, ADD COLUMN active_at timestamptz(3) NOT NULL DEFAULT now();`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

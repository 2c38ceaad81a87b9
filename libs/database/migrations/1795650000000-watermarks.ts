import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when everything sent to an address was delivered and read, where providers report so (Messenger). */
export class Watermarks1795650000000 implements MigrationInterface {
  name = 'Watermarks1795650000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE identity ADD COLUMN delivered_until timestamptz(3), ADD COLUMN read_until timestamptz(3)',
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

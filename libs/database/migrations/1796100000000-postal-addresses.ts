import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where letters to somebody are sent, who perhaps never wrote one. */
export class PostalAddresses1796100000000 implements MigrationInterface {
  name = 'PostalAddresses1796100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE identity ADD COLUMN postal_address jsonb');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

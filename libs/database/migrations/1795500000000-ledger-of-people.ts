import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ledger of people also tells of addresses that moved; a visitor's messages are found by their own address. */
export class LedgerOfPeople1795500000000 implements MigrationInterface {
  name = 'LedgerOfPeople1795500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE contact_merge ADD COLUMN moved jsonb, ADD COLUMN undone_reason text;
CREATE INDEX ix_message_visitor ON message (identity_id, conversation_id) WHERE address_kind = 'visitor';`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

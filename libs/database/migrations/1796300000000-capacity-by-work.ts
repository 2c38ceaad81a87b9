import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person may hold at once, for chats and for mails apart. Who had a limit of their own keeps its size. */
export class CapacityByWork1796300000000 implements MigrationInterface {
  name = 'CapacityByWork1796300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE staff ADD COLUMN chat_capacity integer NOT NULL DEFAULT '4', ADD COLUMN mail_capacity integer NOT NULL DEFAULT '6';
      UPDATE staff SET chat_capacity = ceil(capacity * 0.4), mail_capacity = ceil(capacity * 0.6) WHERE capacity <> 12;
      ALTER TABLE staff DROP COLUMN capacity;`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

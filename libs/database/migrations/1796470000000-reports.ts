import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a conversation was about, and the rolled-up rows that reports are made of. */
export class Reports1796470000000 implements MigrationInterface {
  name = 'Reports1796470000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE conversation ADD COLUMN topic text;

      CREATE TABLE report_conversation (
        conversation_id uuid NOT NULL,
        seq integer NOT NULL,
        queue_id uuid NOT NULL,
        channel text NOT NULL,
        topic text,
        status text NOT NULL,
        kind text NOT NULL,
        close_outcome text,
        arrived_at timestamptz(3) NOT NULL,
        answered_at timestamptz(3),
        closed_at timestamptz(3),
        wait_seconds integer,
        kept boolean,
        resolution_seconds integer,
        handling_seconds integer NOT NULL,
        messages integer NOT NULL,
        answers integer NOT NULL,
        reopens integer NOT NULL,
        moves integer NOT NULL,
        CONSTRAINT pk_report_conversation PRIMARY KEY (conversation_id)
      );
      ALTER TABLE report_conversation ADD CONSTRAINT fk_report_conversation_conversation_id FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE;
      CREATE INDEX ix_report_conversation_queue_id_arrived_at ON report_conversation (queue_id, arrived_at);
      CREATE INDEX ix_report_conversation_open ON report_conversation (conversation_id) WHERE status = 'open';

      CREATE TABLE report_move (
        conversation_id uuid NOT NULL,
        seq integer NOT NULL,
        at timestamptz(3) NOT NULL,
        from_queue_id uuid NOT NULL,
        to_queue_id uuid NOT NULL,
        code text NOT NULL,
        reason text,
        CONSTRAINT pk_report_move PRIMARY KEY (conversation_id, seq)
      );
      ALTER TABLE report_move ADD CONSTRAINT fk_report_move_conversation_id FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE;

      CREATE INDEX ix_conversation_closed_at ON conversation (closed_at) WHERE status = 'closed';`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Conversations that are offered to a colleague, who accepts or declines. */
export class HandOver1796430000000 implements MigrationInterface {
  name = 'HandOver1796430000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE hand_over (
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  from_id uuid NOT NULL,
  to_id uuid NOT NULL,
  reason text NOT NULL,
  state text NOT NULL DEFAULT 'offered',
  decline_reason text,
  at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  CONSTRAINT pk_hand_over PRIMARY KEY (id)
);
ALTER TABLE hand_over ADD CONSTRAINT fk_hand_over_conversation_id FOREIGN KEY (conversation_id) REFERENCES conversation (id);
ALTER TABLE hand_over ADD CONSTRAINT fk_hand_over_from_id FOREIGN KEY (from_id) REFERENCES staff (id);
ALTER TABLE hand_over ADD CONSTRAINT fk_hand_over_to_id FOREIGN KEY (to_id) REFERENCES staff (id);
CREATE INDEX ix_hand_over_conversation_id_at ON hand_over (conversation_id, at);
CREATE UNIQUE INDEX ix_hand_over_offered ON hand_over (conversation_id) WHERE state = 'offered';`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

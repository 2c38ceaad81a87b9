import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Queues with a policy, skills, capacity by medium, decisions of routing, who looks after whom, waits that were escalated. */
export class QueueEngine1796400000000 implements MigrationInterface {
  name = 'QueueEngine1796400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMNS);
    await runner.query(TABLES);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const POLICY = `{"mode":"both","ageingMinutes":30,"stickHours":72,"overflow":null}`;

const COLUMNS = `
ALTER TABLE staff ADD COLUMN capacity jsonb;
UPDATE staff SET capacity = jsonb_build_object('call', 1, 'chat', chat_capacity, 'mail', mail_capacity, 'interview', 1)
 WHERE (chat_capacity, mail_capacity) <> (4, 6);
ALTER TABLE staff DROP COLUMN chat_capacity, DROP COLUMN mail_capacity;

ALTER TABLE queue ADD COLUMN state text NOT NULL DEFAULT 'open';
ALTER TABLE queue ADD COLUMN state_since timestamptz(3);
ALTER TABLE queue ADD COLUMN state_by uuid;
ALTER TABLE queue ADD COLUMN state_reason text;
ALTER TABLE queue ADD COLUMN policy jsonb NOT NULL DEFAULT '${POLICY}';
ALTER TABLE queue ADD CONSTRAINT fk_queue_state_by FOREIGN KEY (state_by) REFERENCES staff (id);

ALTER TABLE contact ADD COLUMN officer_id uuid;
ALTER TABLE contact ADD CONSTRAINT fk_contact_officer_id FOREIGN KEY (officer_id) REFERENCES staff (id);

ALTER TABLE conversation ADD COLUMN needs jsonb NOT NULL DEFAULT '[]';
ALTER TABLE conversation ADD COLUMN escalated_wait timestamptz(3);

ALTER TABLE assignment ADD COLUMN decision_id uuid;
`;

const TABLES = `
CREATE TABLE skill (
  id uuid NOT NULL,
  name_ar text NOT NULL,
  name_en text NOT NULL,
  kind text NOT NULL,
  archived_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_skill PRIMARY KEY (id)
);

CREATE TABLE staff_skill (
  staff_id uuid NOT NULL,
  skill_id uuid NOT NULL,
  level integer NOT NULL,
  CONSTRAINT pk_staff_skill PRIMARY KEY (staff_id, skill_id)
);
ALTER TABLE staff_skill ADD CONSTRAINT fk_staff_skill_staff_id FOREIGN KEY (staff_id) REFERENCES staff (id) ON DELETE CASCADE;
ALTER TABLE staff_skill ADD CONSTRAINT fk_staff_skill_skill_id FOREIGN KEY (skill_id) REFERENCES skill (id) ON DELETE CASCADE;

CREATE TABLE routing_decision (
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  queue_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  inputs jsonb NOT NULL,
  outcome jsonb NOT NULL,
  CONSTRAINT pk_routing_decision PRIMARY KEY (id)
);
ALTER TABLE routing_decision ADD CONSTRAINT fk_routing_decision_conversation_id FOREIGN KEY (conversation_id) REFERENCES conversation (id);
ALTER TABLE routing_decision ADD CONSTRAINT fk_routing_decision_queue_id FOREIGN KEY (queue_id) REFERENCES queue (id);
ALTER TABLE routing_decision ADD CONSTRAINT fk_routing_decision_staff_id FOREIGN KEY (staff_id) REFERENCES staff (id);
CREATE INDEX ix_routing_decision_conversation_id_at ON routing_decision (conversation_id, at);
CREATE INDEX ix_routing_decision_at ON routing_decision (at);
`;

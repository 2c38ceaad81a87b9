import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Queues with a policy, skills, capacity by medium, decisions of routing, hand-overs, clocks. */
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

const POLICY = `{"mode":"both","ageingMinutes":30,"stickHours":72}`;

const COLUMNS = `
ALTER TABLE staff ADD COLUMN capacity jsonb;
UPDATE staff SET capacity = jsonb_build_object('call', 1, 'chat', chat_capacity, 'mail', mail_capacity, 'interview', 1)
 WHERE (chat_capacity, mail_capacity) <> (4, 6);
ALTER TABLE staff DROP COLUMN chat_capacity, DROP COLUMN mail_capacity;

ALTER TABLE presence ADD COLUMN reason text;
ALTER TABLE presence ADD COLUMN until timestamptz(3);

ALTER TABLE queue ADD COLUMN state text NOT NULL DEFAULT 'open';
ALTER TABLE queue ADD COLUMN state_since timestamptz(3);
ALTER TABLE queue ADD COLUMN state_by uuid;
ALTER TABLE queue ADD COLUMN state_reason text;
ALTER TABLE queue ADD COLUMN policy jsonb NOT NULL DEFAULT '${POLICY}';
ALTER TABLE queue ADD CONSTRAINT fk_queue_state_by FOREIGN KEY (state_by) REFERENCES staff (id);

CREATE TABLE household (
  id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_household PRIMARY KEY (id)
);
ALTER TABLE contact ADD COLUMN officer_id uuid;
ALTER TABLE contact ADD COLUMN household_id uuid;
ALTER TABLE contact ADD CONSTRAINT fk_contact_officer_id FOREIGN KEY (officer_id) REFERENCES staff (id);
ALTER TABLE contact ADD CONSTRAINT fk_contact_household_id FOREIGN KEY (household_id) REFERENCES household (id);
CREATE INDEX ix_contact_household ON contact (household_id) WHERE household_id IS NOT NULL;

ALTER TABLE conversation ADD COLUMN needs jsonb NOT NULL DEFAULT '[]';
ALTER TABLE conversation ADD COLUMN routed_by jsonb;
ALTER TABLE conversation ADD COLUMN snoozed_until timestamptz(3);
ALTER TABLE conversation ADD COLUMN topic text;

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

CREATE TABLE presence_span (
  id uuid NOT NULL,
  staff_id uuid NOT NULL,
  state text NOT NULL,
  reason text,
  started_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_presence_span PRIMARY KEY (id)
);
ALTER TABLE presence_span ADD CONSTRAINT fk_presence_span_staff_id FOREIGN KEY (staff_id) REFERENCES staff (id) ON DELETE CASCADE;
CREATE INDEX ix_presence_span_ended_at ON presence_span (ended_at);

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

CREATE TABLE hand_over (
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  from_id uuid NOT NULL,
  to_id uuid NOT NULL,
  reason text NOT NULL,
  state text NOT NULL DEFAULT 'offered',
  offered_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  decided_at timestamptz(3),
  answer text,
  CONSTRAINT pk_hand_over PRIMARY KEY (id)
);
ALTER TABLE hand_over ADD CONSTRAINT fk_hand_over_conversation_id FOREIGN KEY (conversation_id) REFERENCES conversation (id);
ALTER TABLE hand_over ADD CONSTRAINT fk_hand_over_from_id FOREIGN KEY (from_id) REFERENCES staff (id);
ALTER TABLE hand_over ADD CONSTRAINT fk_hand_over_to_id FOREIGN KEY (to_id) REFERENCES staff (id);
CREATE UNIQUE INDEX ix_hand_over_open ON hand_over (conversation_id) WHERE state = 'offered';
CREATE INDEX ix_hand_over_conversation_id ON hand_over (conversation_id);

CREATE TABLE routing_correction (
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  rule_id text,
  rule_name text,
  rule_version integer,
  kind text NOT NULL,
  from_queue_id uuid NOT NULL,
  to_queue_id uuid NOT NULL,
  by_id uuid,
  reason text NOT NULL,
  message_id uuid,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_routing_correction PRIMARY KEY (id)
);
ALTER TABLE routing_correction ADD CONSTRAINT fk_routing_correction_conversation_id FOREIGN KEY (conversation_id) REFERENCES conversation (id);
ALTER TABLE routing_correction ADD CONSTRAINT fk_routing_correction_from_queue_id FOREIGN KEY (from_queue_id) REFERENCES queue (id);
ALTER TABLE routing_correction ADD CONSTRAINT fk_routing_correction_to_queue_id FOREIGN KEY (to_queue_id) REFERENCES queue (id);
ALTER TABLE routing_correction ADD CONSTRAINT fk_routing_correction_by_id FOREIGN KEY (by_id) REFERENCES staff (id);
CREATE INDEX ix_routing_correction_at ON routing_correction (at);

CREATE TABLE conversation_clock (
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  kind text NOT NULL,
  state text NOT NULL DEFAULT 'running',
  result text,
  rule jsonb,
  started_at timestamptz(3) NOT NULL,
  warn_at timestamptz(3),
  due_at timestamptz(3),
  left_ms bigint,
  warned_at timestamptz(3),
  broken_at timestamptz(3),
  step integer NOT NULL DEFAULT 0,
  next_at timestamptz(3),
  ended_at timestamptz(3),
  note text,
  CONSTRAINT pk_conversation_clock PRIMARY KEY (id)
);
ALTER TABLE conversation_clock ADD CONSTRAINT fk_conversation_clock_conversation_id FOREIGN KEY (conversation_id) REFERENCES conversation (id);
CREATE UNIQUE INDEX ix_conversation_clock_current ON conversation_clock (conversation_id, kind) WHERE state <> 'ended';
CREATE INDEX ix_conversation_clock_next ON conversation_clock (next_at) WHERE state = 'running';
CREATE INDEX ix_conversation_clock_conversation_id_started_at ON conversation_clock (conversation_id, started_at);
`;

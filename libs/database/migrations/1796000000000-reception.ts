import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The reception desk: tickets, appointments, interviews. */
export class Reception1796000000000 implements MigrationInterface {
  name = 'Reception1796000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const TABLES = `
CREATE TABLE ticket_count (
  channel_account_id uuid NOT NULL,
  day text NOT NULL,
  last integer NOT NULL,
  CONSTRAINT pk_ticket_count PRIMARY KEY (channel_account_id, day)
);
ALTER TABLE ticket_count ADD CONSTRAINT fk_ticket_count_channel_account_id FOREIGN KEY (channel_account_id) REFERENCES channel_account (id);

CREATE TABLE ticket (
  id uuid NOT NULL,
  message_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  channel_account_id uuid NOT NULL,
  day text NOT NULL,
  number integer NOT NULL,
  label text NOT NULL,
  state text NOT NULL,
  state_at timestamptz(3) NOT NULL,
  wish text NOT NULL,
  counter integer,
  calls integer NOT NULL DEFAULT 0,
  called_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_ticket PRIMARY KEY (id),
  CONSTRAINT uq_ticket_channel_account_id_day_number UNIQUE (channel_account_id, day, number)
);
ALTER TABLE ticket ADD CONSTRAINT fk_ticket_message_id FOREIGN KEY (message_id) REFERENCES message (id);
ALTER TABLE ticket ADD CONSTRAINT fk_ticket_conversation_id FOREIGN KEY (conversation_id) REFERENCES conversation (id);
ALTER TABLE ticket ADD CONSTRAINT fk_ticket_channel_account_id FOREIGN KEY (channel_account_id) REFERENCES channel_account (id);
CREATE INDEX ix_ticket_conversation_id_created_at ON ticket (conversation_id, created_at);
CREATE INDEX ix_ticket_message_id ON ticket (message_id);
CREATE INDEX ix_ticket_called ON ticket (channel_account_id, called_at) WHERE called_at IS NOT NULL;

CREATE TABLE appointment (
  id uuid NOT NULL,
  channel_account_id uuid NOT NULL,
  queue_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  starts_at timestamptz(3) NOT NULL,
  reason text NOT NULL,
  wish text NOT NULL,
  state text NOT NULL,
  booked_by uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  remind_at timestamptz(3),
  reminded_at timestamptz(3),
  reminder_id uuid,
  CONSTRAINT pk_appointment PRIMARY KEY (id)
);
ALTER TABLE appointment ADD CONSTRAINT fk_appointment_channel_account_id FOREIGN KEY (channel_account_id) REFERENCES channel_account (id);
ALTER TABLE appointment ADD CONSTRAINT fk_appointment_queue_id FOREIGN KEY (queue_id) REFERENCES queue (id);
ALTER TABLE appointment ADD CONSTRAINT fk_appointment_contact_id FOREIGN KEY (contact_id) REFERENCES contact (id);
ALTER TABLE appointment ADD CONSTRAINT fk_appointment_booked_by FOREIGN KEY (booked_by) REFERENCES staff (id);
ALTER TABLE appointment ADD CONSTRAINT fk_appointment_reminder_id FOREIGN KEY (reminder_id) REFERENCES message (id);
CREATE INDEX ix_appointment_channel_account_id_starts_at ON appointment (channel_account_id, starts_at);
CREATE INDEX ix_appointment_reminder ON appointment (remind_at) WHERE state = 'booked' AND reminded_at IS NULL;

CREATE TABLE interview (
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  form text NOT NULL,
  version integer NOT NULL,
  language text NOT NULL,
  state text NOT NULL,
  revision integer NOT NULL DEFAULT 0,
  answers bytea NOT NULL,
  rendering bytea,
  frozen_at timestamptz(3),
  digest text,
  signed_how text,
  signed_at timestamptz(3),
  signature bytea,
  message_id uuid,
  reference text NOT NULL,
  held_by uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_interview PRIMARY KEY (id),
  CONSTRAINT uq_interview_reference UNIQUE (reference)
);
ALTER TABLE interview ADD CONSTRAINT fk_interview_conversation_id FOREIGN KEY (conversation_id) REFERENCES conversation (id);
ALTER TABLE interview ADD CONSTRAINT fk_interview_ticket_id FOREIGN KEY (ticket_id) REFERENCES ticket (id);
ALTER TABLE interview ADD CONSTRAINT fk_interview_message_id FOREIGN KEY (message_id) REFERENCES message (id);
ALTER TABLE interview ADD CONSTRAINT fk_interview_held_by FOREIGN KEY (held_by) REFERENCES staff (id);
CREATE INDEX ix_interview_conversation_id ON interview (conversation_id);
`;

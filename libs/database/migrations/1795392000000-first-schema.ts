import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first schema: directory, access, contacts, conversations, messages, intake, lanes. */
export class FirstSchema1795392000000 implements MigrationInterface {
  name = 'FirstSchema1795392000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(BEFORE);
    await runner.query(TABLES);
    await runner.query(AFTER);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const BEFORE = `
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE SEQUENCE conversation_number START 1001;
`;

const TABLES = `
CREATE TABLE staff (
  id uuid NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  language text NOT NULL DEFAULT 'ar',
  password_hash text,
  must_change_password boolean NOT NULL DEFAULT false,
  capacity integer NOT NULL DEFAULT '12',
  preferences jsonb NOT NULL DEFAULT '{}',
  disabled_at timestamptz(3),
  last_assigned_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT uq_staff_email UNIQUE (email),
  CONSTRAINT pk_staff PRIMARY KEY (id)
);

CREATE TABLE presence (
  staff_id uuid NOT NULL,
  state text NOT NULL,
  since timestamptz(3) NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_presence PRIMARY KEY (staff_id)
);

CREATE TABLE queue (
  id uuid NOT NULL,
  key text NOT NULL,
  name_ar text NOT NULL,
  name_en text NOT NULL,
  purpose text NOT NULL DEFAULT 'other',
  archived_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT uq_queue_key UNIQUE (key),
  CONSTRAINT pk_queue PRIMARY KEY (id)
);

CREATE TABLE queue_member (
  queue_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  CONSTRAINT pk_queue_member PRIMARY KEY (queue_id, staff_id)
);

CREATE TABLE hook (
  id uuid NOT NULL,
  channel text NOT NULL,
  webhook_url text,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_hook PRIMARY KEY (id)
);

CREATE TABLE channel_account (
  id uuid NOT NULL,
  channel text NOT NULL,
  label text NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  hook_id uuid,
  queue_id uuid,
  settings jsonb NOT NULL,
  secrets bytea,
  version integer NOT NULL DEFAULT '1',
  cursor jsonb,
  last_inbound_at timestamptz(3),
  last_sent_at timestamptz(3),
  last_error text,
  last_error_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_channel_account PRIMARY KEY (id)
);

CREATE TABLE setting (
  key text NOT NULL,
  version integer NOT NULL,
  value jsonb NOT NULL,
  changed_by uuid,
  changed_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_setting PRIMARY KEY (key, version)
);

CREATE TABLE queue_minute (
  queue_id uuid NOT NULL,
  channel text NOT NULL,
  minute timestamptz(3) NOT NULL,
  arrivals integer NOT NULL DEFAULT '0',
  answers integer NOT NULL DEFAULT '0',
  CONSTRAINT pk_queue_minute PRIMARY KEY (queue_id, channel, minute)
);

CREATE TABLE queue_delta (
  id uuid NOT NULL,
  queue_id uuid NOT NULL,
  channel text NOT NULL,
  at timestamptz(3) NOT NULL,
  arrivals integer NOT NULL DEFAULT '0',
  answers integer NOT NULL DEFAULT '0',
  CONSTRAINT pk_queue_delta PRIMARY KEY (id)
);

CREATE TABLE session (
  id uuid NOT NULL,
  token_hash text NOT NULL,
  staff_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  user_agent text,
  CONSTRAINT uq_session_token_hash UNIQUE (token_hash),
  CONSTRAINT pk_session PRIMARY KEY (id)
);

CREATE TABLE invite (
  id uuid NOT NULL,
  token_hash text NOT NULL,
  staff_id uuid NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  used_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT uq_invite_token_hash UNIQUE (token_hash),
  CONSTRAINT pk_invite PRIMARY KEY (id)
);

CREATE TABLE audit_entry (
  id BIGSERIAL NOT NULL,
  at timestamptz(3) NOT NULL,
  actor_id uuid,
  role text,
  peer text,
  action text NOT NULL,
  object_kind text NOT NULL,
  object_id text,
  fields text array NOT NULL DEFAULT '{}',
  reason text,
  request_id text,
  CONSTRAINT pk_audit_entry PRIMARY KEY (id)
);

CREATE TABLE rate_bucket (
  key text NOT NULL,
  window_ends_at timestamptz(3) NOT NULL,
  count integer NOT NULL,
  CONSTRAINT pk_rate_bucket PRIMARY KEY (key)
);

CREATE TABLE contact (
  id uuid NOT NULL,
  name text NOT NULL,
  search_name text NOT NULL DEFAULT '',
  language text,
  merged_into uuid,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_contact PRIMARY KEY (id)
);

CREATE TABLE identity (
  id uuid NOT NULL,
  contact_id uuid NOT NULL,
  channel_account_id uuid NOT NULL,
  kind text NOT NULL,
  value text NOT NULL,
  name text,
  assurance text NOT NULL,
  claims jsonb NOT NULL DEFAULT '[]',
  last_inbound_at timestamptz(3),
  unreachable_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT uq_identity_channel_account_id_kind_value UNIQUE (channel_account_id, kind, value),
  CONSTRAINT pk_identity PRIMARY KEY (id)
);

CREATE TABLE contact_key (
  kind text NOT NULL,
  value text NOT NULL,
  contact_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_contact_key PRIMARY KEY (kind, value)
);

CREATE TABLE contact_merge (
  id uuid NOT NULL,
  from_id uuid NOT NULL,
  into_id uuid NOT NULL,
  by uuid,
  at timestamptz(3) NOT NULL,
  reason text NOT NULL,
  undone_by uuid,
  undone_at timestamptz(3),
  CONSTRAINT pk_contact_merge PRIMARY KEY (id)
);

CREATE TABLE conversation (
  id uuid NOT NULL,
  number bigint NOT NULL DEFAULT nextval('conversation_number'),
  contact_id uuid NOT NULL,
  channel_account_id uuid NOT NULL,
  queue_id uuid NOT NULL,
  assignee_id uuid,
  status text NOT NULL DEFAULT 'open',
  priority integer NOT NULL DEFAULT '0',
  seq integer NOT NULL DEFAULT '0',
  version integer NOT NULL DEFAULT '0',
  subject text,
  snippet text NOT NULL DEFAULT '',
  snippet_direction text NOT NULL DEFAULT 'in',
  language text,
  last_message_at timestamptz(3) NOT NULL,
  waiting_since timestamptz(3),
  first_response_at timestamptz(3),
  reason jsonb,
  last_officer_id uuid,
  may_belong_to uuid,
  merged_into uuid,
  closed_at timestamptz(3),
  close_outcome text,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT uq_conversation_number UNIQUE (number),
  CONSTRAINT pk_conversation PRIMARY KEY (id)
);

CREATE TABLE conversation_event (
  conversation_id uuid NOT NULL,
  seq integer NOT NULL,
  type text NOT NULL,
  message_id uuid,
  by_id uuid,
  data jsonb NOT NULL DEFAULT '{}',
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_conversation_event PRIMARY KEY (conversation_id, seq)
);

CREATE TABLE assignment (
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  version integer NOT NULL,
  assignee_id uuid,
  queue_id uuid NOT NULL,
  by_id uuid,
  reason jsonb,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_assignment PRIMARY KEY (id)
);

CREATE TABLE follower (
  conversation_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  since timestamptz(3) NOT NULL,
  CONSTRAINT pk_follower PRIMARY KEY (conversation_id, staff_id)
);

CREATE TABLE read_cursor (
  staff_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  seq integer NOT NULL,
  CONSTRAINT pk_read_cursor PRIMARY KEY (staff_id, conversation_id)
);

CREATE TABLE draft (
  staff_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  kind text NOT NULL,
  text text NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_draft PRIMARY KEY (staff_id, conversation_id)
);

CREATE TABLE fact_outbox (
  id BIGSERIAL NOT NULL,
  type text NOT NULL,
  stream text NOT NULL,
  seq integer NOT NULL,
  ids jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT pk_fact_outbox PRIMARY KEY (id)
);

CREATE TABLE lane (
  id uuid NOT NULL,
  direction text NOT NULL,
  channel_account_id uuid NOT NULL,
  address text NOT NULL,
  rung boolean NOT NULL DEFAULT false,
  rung_at timestamptz(3),
  claim_token bigint NOT NULL DEFAULT '0',
  lease_until timestamptz(3),
  not_before timestamptz(3),
  CONSTRAINT uq_lane_direction_channel_account_id_address UNIQUE (direction, channel_account_id, address),
  CONSTRAINT pk_lane PRIMARY KEY (id)
);

CREATE TABLE inbound_request (
  id uuid NOT NULL,
  hook_id uuid,
  method text NOT NULL,
  envelope bytea NOT NULL,
  body bytea,
  storage_key text,
  "sha256" text NOT NULL,
  size integer NOT NULL,
  received_at timestamptz(3) NOT NULL,
  purged_at timestamptz(3),
  CONSTRAINT pk_inbound_request PRIMARY KEY (id)
);

CREATE TABLE inbound_event (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  channel_account_id uuid NOT NULL,
  event_key text NOT NULL,
  lane_id uuid NOT NULL,
  position BIGSERIAL NOT NULL,
  pointer jsonb,
  state text NOT NULL DEFAULT 'pending',
  tries integer NOT NULL DEFAULT '0',
  error_class text,
  error text,
  code_version text,
  conversation_id uuid,
  received_at timestamptz(3) NOT NULL,
  done_at timestamptz(3),
  CONSTRAINT uq_inbound_event_channel_account_id_event_key UNIQUE (channel_account_id, event_key),
  CONSTRAINT pk_inbound_event PRIMARY KEY (id)
);

CREATE TABLE message (
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  seq integer NOT NULL,
  direction text NOT NULL,
  kind text NOT NULL DEFAULT 'text',
  text text NOT NULL DEFAULT '',
  html text,
  subject text,
  quoted_from integer,
  shown_at timestamptz(3) NOT NULL,
  sent_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  channel_account_id uuid,
  identity_id uuid,
  address_kind text,
  address text,
  author_id uuid,
  status text NOT NULL,
  error_code text,
  error_detail text,
  needs_template boolean NOT NULL DEFAULT false,
  provider_id text,
  client_scope text,
  client_id uuid,
  lane_id uuid,
  send_at timestamptz(3),
  template jsonb,
  automatic boolean NOT NULL DEFAULT false,
  meta jsonb NOT NULL DEFAULT '{}',
  search tsvector,
  CONSTRAINT uq_message_conversation_id_seq UNIQUE (conversation_id, seq),
  CONSTRAINT pk_message PRIMARY KEY (id)
);

CREATE TABLE attachment (
  id uuid NOT NULL,
  message_id uuid,
  uploaded_by text,
  channel_account_id uuid,
  file_name text NOT NULL,
  media_type text NOT NULL,
  size bigint,
  "sha256" text,
  state text NOT NULL,
  reason text,
  storage_key text,
  source jsonb,
  content_id text,
  tries integer NOT NULL DEFAULT '0',
  next_try_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_attachment PRIMARY KEY (id)
);

CREATE TABLE send_attempt (
  id uuid NOT NULL,
  message_id uuid NOT NULL,
  attempt_no integer NOT NULL,
  fence bigint NOT NULL,
  started_at timestamptz(3) NOT NULL,
  finished_at timestamptz(3),
  outcome text,
  provider_id text,
  error_code text,
  CONSTRAINT pk_send_attempt PRIMARY KEY (id)
);

CREATE TABLE receipt (
  id uuid NOT NULL,
  channel_account_id uuid NOT NULL,
  message_id uuid,
  provider_id text,
  status text NOT NULL,
  error_code text,
  needs_template boolean NOT NULL DEFAULT false,
  at timestamptz(3),
  received_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_receipt PRIMARY KEY (id)
);

CREATE INDEX ix_queue_member_staff_id ON queue_member (staff_id);
CREATE INDEX ix_channel_account_hook_id ON channel_account (hook_id);
CREATE INDEX ix_session_staff_id ON session (staff_id);
CREATE INDEX ix_audit_entry_at ON audit_entry (at);
CREATE INDEX ix_audit_entry_object_id ON audit_entry (object_id);
CREATE INDEX ix_identity_contact_id ON identity (contact_id);
CREATE INDEX ix_contact_key_contact_id ON contact_key (contact_id);
CREATE INDEX ix_contact_merge_into_id ON contact_merge (into_id);
CREATE INDEX ix_contact_merge_from_id ON contact_merge (from_id);
CREATE INDEX ix_conversation_closed_mine ON conversation (assignee_id, closed_at, id) WHERE status = 'closed';
CREATE INDEX ix_conversation_closed ON conversation (queue_id, closed_at, id) WHERE status = 'closed';
CREATE INDEX ix_conversation_unassigned ON conversation (queue_id, last_message_at, id) WHERE status = 'open' AND assignee_id IS NULL;
CREATE INDEX ix_conversation_open ON conversation (queue_id, last_message_at, id) WHERE status = 'open';
CREATE INDEX ix_conversation_waiting ON conversation (queue_id, priority, waiting_since, id) WHERE status = 'open' AND assignee_id IS NULL;
CREATE INDEX ix_conversation_mine ON conversation (assignee_id, last_message_at, id) WHERE status = 'open';
CREATE INDEX ix_conversation_contact ON conversation (contact_id, id);
CREATE INDEX ix_assignment_conversation_id_version ON assignment (conversation_id, version);
CREATE INDEX ix_follower_staff_id ON follower (staff_id);
CREATE INDEX ix_lane_lease ON lane (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX ix_lane_rung ON lane (rung_at) WHERE rung;
CREATE INDEX ix_inbound_request_received_at ON inbound_request (received_at);
CREATE INDEX ix_inbound_event_request_id ON inbound_event (request_id);
CREATE INDEX ix_inbound_event_dead ON inbound_event (id) WHERE state = 'dead';
CREATE INDEX ix_inbound_event_pending ON inbound_event (lane_id, position) WHERE state = 'pending';
CREATE INDEX ix_message_lane ON message (lane_id, id) WHERE status IN ('queued', 'sending');
CREATE INDEX ix_contact_merged ON contact (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX ix_message_notice ON message (identity_id, created_at) WHERE direction = 'notice';
CREATE UNIQUE INDEX ix_message_client ON message (client_scope, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX ix_message_provider ON message (channel_account_id, provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX ix_message_shown ON message (conversation_id, shown_at, seq);
CREATE INDEX ix_attachment_pending ON attachment (next_try_at) WHERE state = 'pending';
CREATE INDEX ix_attachment_message_id ON attachment (message_id);
CREATE INDEX ix_send_attempt_open ON send_attempt (started_at) WHERE outcome IS NULL;
CREATE INDEX ix_send_attempt_message_id_attempt_no ON send_attempt (message_id, attempt_no);
CREATE INDEX ix_receipt_orphan ON receipt (channel_account_id, provider_id) WHERE message_id IS NULL;
CREATE INDEX ix_receipt_message_id ON receipt (message_id);
ALTER TABLE presence ADD CONSTRAINT fk_presence_staff_id FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE queue_member ADD CONSTRAINT fk_queue_member_queue_id FOREIGN KEY (queue_id) REFERENCES queue(id) ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE queue_member ADD CONSTRAINT fk_queue_member_staff_id FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE channel_account ADD CONSTRAINT fk_channel_account_hook_id FOREIGN KEY (hook_id) REFERENCES hook(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE channel_account ADD CONSTRAINT fk_channel_account_queue_id FOREIGN KEY (queue_id) REFERENCES queue(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE setting ADD CONSTRAINT fk_setting_changed_by FOREIGN KEY (changed_by) REFERENCES staff(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE queue_minute ADD CONSTRAINT fk_queue_minute_queue_id FOREIGN KEY (queue_id) REFERENCES queue(id) ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE session ADD CONSTRAINT fk_session_staff_id FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE invite ADD CONSTRAINT fk_invite_staff_id FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE contact ADD CONSTRAINT fk_contact_merged_into FOREIGN KEY (merged_into) REFERENCES contact(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE identity ADD CONSTRAINT fk_identity_contact_id FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE identity ADD CONSTRAINT fk_identity_channel_account_id FOREIGN KEY (channel_account_id) REFERENCES channel_account(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE contact_key ADD CONSTRAINT fk_contact_key_contact_id FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE contact_merge ADD CONSTRAINT fk_contact_merge_from_id FOREIGN KEY (from_id) REFERENCES contact(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE contact_merge ADD CONSTRAINT fk_contact_merge_into_id FOREIGN KEY (into_id) REFERENCES contact(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE contact_merge ADD CONSTRAINT fk_contact_merge_by FOREIGN KEY (by) REFERENCES staff(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE conversation ADD CONSTRAINT fk_conversation_contact_id FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE conversation ADD CONSTRAINT fk_conversation_channel_account_id FOREIGN KEY (channel_account_id) REFERENCES channel_account(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE conversation ADD CONSTRAINT fk_conversation_queue_id FOREIGN KEY (queue_id) REFERENCES queue(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE conversation ADD CONSTRAINT fk_conversation_assignee_id FOREIGN KEY (assignee_id) REFERENCES staff(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE conversation ADD CONSTRAINT fk_conversation_may_belong_to FOREIGN KEY (may_belong_to) REFERENCES conversation(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE conversation ADD CONSTRAINT fk_conversation_merged_into FOREIGN KEY (merged_into) REFERENCES conversation(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE conversation_event ADD CONSTRAINT fk_conversation_event_conversation_id FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE assignment ADD CONSTRAINT fk_assignment_conversation_id FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE assignment ADD CONSTRAINT fk_assignment_assignee_id FOREIGN KEY (assignee_id) REFERENCES staff(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE assignment ADD CONSTRAINT fk_assignment_queue_id FOREIGN KEY (queue_id) REFERENCES queue(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE assignment ADD CONSTRAINT fk_assignment_by_id FOREIGN KEY (by_id) REFERENCES staff(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE follower ADD CONSTRAINT fk_follower_conversation_id FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE follower ADD CONSTRAINT fk_follower_staff_id FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE read_cursor ADD CONSTRAINT fk_read_cursor_staff_id FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE read_cursor ADD CONSTRAINT fk_read_cursor_conversation_id FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE draft ADD CONSTRAINT fk_draft_staff_id FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE draft ADD CONSTRAINT fk_draft_conversation_id FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE lane ADD CONSTRAINT fk_lane_channel_account_id FOREIGN KEY (channel_account_id) REFERENCES channel_account(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE inbound_request ADD CONSTRAINT fk_inbound_request_hook_id FOREIGN KEY (hook_id) REFERENCES hook(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE inbound_event ADD CONSTRAINT fk_inbound_event_request_id FOREIGN KEY (request_id) REFERENCES inbound_request(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE inbound_event ADD CONSTRAINT fk_inbound_event_channel_account_id FOREIGN KEY (channel_account_id) REFERENCES channel_account(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE inbound_event ADD CONSTRAINT fk_inbound_event_lane_id FOREIGN KEY (lane_id) REFERENCES lane(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE message ADD CONSTRAINT fk_message_conversation_id FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE message ADD CONSTRAINT fk_message_channel_account_id FOREIGN KEY (channel_account_id) REFERENCES channel_account(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE message ADD CONSTRAINT fk_message_identity_id FOREIGN KEY (identity_id) REFERENCES identity(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE message ADD CONSTRAINT fk_message_author_id FOREIGN KEY (author_id) REFERENCES staff(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE message ADD CONSTRAINT fk_message_lane_id FOREIGN KEY (lane_id) REFERENCES lane(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE attachment ADD CONSTRAINT fk_attachment_message_id FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE attachment ADD CONSTRAINT fk_attachment_channel_account_id FOREIGN KEY (channel_account_id) REFERENCES channel_account(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE send_attempt ADD CONSTRAINT fk_send_attempt_message_id FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE receipt ADD CONSTRAINT fk_receipt_channel_account_id FOREIGN KEY (channel_account_id) REFERENCES channel_account(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
`;

/** What TypeORM has no words for: search indexes, and an audit that nobody can rewrite. */
const AFTER = `
CREATE INDEX ix_message_search ON message USING gin (search);
CREATE INDEX ix_contact_search ON contact USING gin (search_name gin_trgm_ops);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE lane SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE conversation SET (fillfactor = 80);
ALTER TABLE inbound_event SET (fillfactor = 80);
ALTER TABLE fact_outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
`;

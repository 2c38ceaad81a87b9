import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Forms of the portal, while they are filled and after they were sent. */
export class PortalForms1795700000000 implements MigrationInterface {
  name = 'PortalForms1795700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const TABLE = `
CREATE TABLE form_submission (
  id uuid NOT NULL,
  channel_account_id uuid NOT NULL,
  form text NOT NULL,
  version integer NOT NULL,
  language text NOT NULL,
  answers bytea NOT NULL,
  step integer NOT NULL DEFAULT '0',
  token_hash text NOT NULL,
  contact_hash text,
  code_hash text,
  code_expires_at timestamptz(3),
  code_tries integer NOT NULL DEFAULT '0',
  reference text,
  consent text,
  frozen_at timestamptz(3),
  submitted_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3),
  CONSTRAINT uq_form_submission_reference UNIQUE (reference),
  CONSTRAINT uq_form_submission_token_hash UNIQUE (token_hash),
  CONSTRAINT pk_form_submission PRIMARY KEY (id)
);
CREATE INDEX ix_form_submission_contact ON form_submission (contact_hash) WHERE contact_hash IS NOT NULL;
CREATE INDEX ix_form_submission_frozen ON form_submission (frozen_at)
  WHERE frozen_at IS NOT NULL AND submitted_at IS NULL;
CREATE INDEX ix_form_submission_expiry ON form_submission (expires_at) WHERE expires_at IS NOT NULL;
ALTER TABLE form_submission ADD CONSTRAINT fk_form_submission_channel_account_id
  FOREIGN KEY (channel_account_id) REFERENCES channel_account(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
`;

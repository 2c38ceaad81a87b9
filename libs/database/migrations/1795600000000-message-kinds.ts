import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a message can be beside text: content, quotes, reactions, edits with their history, deletions. */
export class MessageKinds1795600000000 implements MigrationInterface {
  name = 'MessageKinds1795600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE message ADD COLUMN content jsonb, ADD COLUMN quoted_provider_id text,
        ADD COLUMN edited_at timestamptz(3), ADD COLUMN deleted_at timestamptz(3);
      ALTER TABLE conversation ADD COLUMN snippet_kind text;

      CREATE TABLE message_edit (
        id uuid NOT NULL,
        message_id uuid NOT NULL,
        text text NOT NULL,
        event_id uuid NOT NULL,
        replaced_at timestamptz(3) NOT NULL,
        CONSTRAINT pk_message_edit PRIMARY KEY (id)
      );
      CREATE TABLE message_reaction (
        message_id uuid NOT NULL,
        identity_id uuid NOT NULL,
        emoji text NOT NULL,
        at timestamptz(3) NOT NULL,
        CONSTRAINT pk_message_reaction PRIMARY KEY (message_id, identity_id)
      );
      CREATE TABLE early_change (
        id uuid NOT NULL,
        channel_account_id uuid NOT NULL,
        target text NOT NULL,
        event_id uuid NOT NULL,
        change jsonb NOT NULL,
        received_at timestamptz(3) NOT NULL,
        CONSTRAINT pk_early_change PRIMARY KEY (id)
      );
      CREATE TABLE removal (
        id uuid NOT NULL,
        storage_key text,
        request_id uuid,
        asked_at timestamptz(3) NOT NULL,
        CONSTRAINT pk_removal PRIMARY KEY (id)
      );

      CREATE INDEX ix_message_edit_message_id ON message_edit (message_id);
      CREATE INDEX ix_message_reaction_identity_id ON message_reaction (identity_id);
      CREATE INDEX ix_early_change_channel_account_id_target ON early_change (channel_account_id, target);
      ALTER TABLE message_edit ADD CONSTRAINT fk_message_edit_message_id FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
      ALTER TABLE message_reaction ADD CONSTRAINT fk_message_reaction_message_id FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
      ALTER TABLE message_reaction ADD CONSTRAINT fk_message_reaction_identity_id FOREIGN KEY (identity_id) REFERENCES identity(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
      ALTER TABLE early_change ADD CONSTRAINT fk_early_change_channel_account_id FOREIGN KEY (channel_account_id) REFERENCES channel_account(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
      ALTER TABLE removal ADD CONSTRAINT fk_removal_request_id FOREIGN KEY (request_id) REFERENCES inbound_request(id) ON DELETE NO ACTION ON UPDATE NO ACTION;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

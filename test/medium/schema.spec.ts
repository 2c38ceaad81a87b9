import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate, newDataSource } from '@sila/database';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/postgres.js';

describe('The schema', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('is the same in the entities and in the migrated database', async () => {
    const source = newDataSource(database.url, 2);
    await source.initialize();
    const difference = await source.driver.createSchemaBuilder().log();
    await source.destroy();
    expect(difference.upQueries.map((query) => query.query)).toEqual([]);
  });

  it('is migrated once by processes that start together', async () => {
    const empty = await createEmptyDatabase();
    await Promise.all([migrate(empty.url), migrate(empty.url), migrate(empty.url)]);
    const rows = await empty.query<{ name: string }>('SELECT name FROM migrations');
    expect(rows).toHaveLength(new Set(rows.map(({ name }) => name)).size);
    await empty.drop();
  });

  it('lets nobody rewrite the audit', async () => {
    await database.query(`INSERT INTO audit_entry (at, action, object_kind) VALUES (now(), 'test', 'test')`);
    await expect(database.query(`UPDATE audit_entry SET action = 'other'`)).rejects.toThrow('append-only');
    await expect(database.query('DELETE FROM audit_entry')).rejects.toThrow('append-only');
    await expect(database.query('TRUNCATE audit_entry')).rejects.toThrow('append-only');
  });

  it('finds Arabic words by their folded form', async () => {
    const rows = await database.query<{ found: boolean }>(
      `SELECT to_tsvector('simple', 'الجمعيه الخيريه') @@ plainto_tsquery('simple', 'الخيريه') AS found`,
    );
    expect(rows[0]?.found).toBe(true);
  });
});

import { DataSource, type DataSourceOptions } from 'typeorm';
import { entities } from './entities/index.js';
import { migrations } from './migrations/index.js';
import { SilaNamingStrategy } from './naming.js';

/** Options every process connects with; time-outs are in milliseconds (promises.md §3.13). */
export function dataSourceOptions(url: string, pool = 16, statementTimeoutMs = 15_000): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    migrations,
    namingStrategy: new SilaNamingStrategy(),
    synchronize: false,
    migrationsRun: false,
    logging: false,
    extra: {
      max: pool,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      statement_timeout: statementTimeoutMs,
      lock_timeout: 4_000,
      idle_in_transaction_session_timeout: 10_000,
      application_name: 'sila',
      // Statements that do not wait for each other's answers go out together (transactSql).
      pipeline: true,
    },
  };
}

/** A data source that is not connected yet. */
export function newDataSource(url: string, pool?: number): DataSource {
  return new DataSource(dataSourceOptions(url, pool));
}

export * from './data-source.js';
export * from './database.module.js';
export * from './entities/index.js';
export * from './local-postgres.js';
export * from './gather.js';
export * from './migrate.js';
export * from './sql-text.js';
export * from './transact.js';

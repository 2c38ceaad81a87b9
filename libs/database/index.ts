export * from './data-source.js';
export * from './database.module.js';
export * from './entities/index.js';
export * from './local-postgres.js';
export * from './migrate.js';
export * from './transact.js';

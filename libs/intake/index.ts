export * from './dead-letters.service.js';
export * from './event.queries.js';
export * from './group-commit.js';
export * from './hook.intake.js';
export * from './intake.module.js';
export * from './intake.service.js';
export * from './intake.store.js';
export { Poller } from './poller.service.js';
export * from './raw-reader.service.js';

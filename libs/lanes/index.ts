export * from './bells.js';
export * from './lane-engine.js';
export * from './lanes.module.js';
export * from './on-job.decorator.js';
export * from './outbox.js';
export * from './queue-store.js';
export * from './sweeper.js';
export * from './process.js';

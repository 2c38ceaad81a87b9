export * from './decision.reader.js';
export * from './live.service.js';
export * from './routing.module.js';

export * from './clock.js';
export * from './crypto.js';
export * from './fact-bus.js';
export * from './file-store.js';
export * from './id.js';
export * from './log.js';
export * from './platform.module.js';
export * from './s3-file-store.js';

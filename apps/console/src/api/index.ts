export * from './channel-health.js';
export * from './client.js';
export * from './directory.js';
export * from './keys.js';
export * from './session.js';
export * from './upload.js';

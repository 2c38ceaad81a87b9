export * from './report.service.js';
export * from './reporting.module.js';
export * from './roll-up.service.js';

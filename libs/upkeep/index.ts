export * from './channel-health.service.js';
export * from './channel-upkeep.service.js';
export * from './day-ledger.service.js';
export * from './upkeep.module.js';

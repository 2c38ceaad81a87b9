export * from './first-letter.service.js';
export * from './letter-desk.service.js';
export * from './letter-preview.service.js';
export * from './letter-reader.service.js';
export * from './letters.module.js';
export * from './scan-intake.service.js';

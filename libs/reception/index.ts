export * from './appointment.service.js';
export * from './interview.service.js';
export * from './interview-signing.service.js';
export * from './reception-desk.service.js';
export * from './reception.module.js';
export * from './ticket.service.js';
export * from './visitor-search.service.js';
export * from './waiting-room.service.js';

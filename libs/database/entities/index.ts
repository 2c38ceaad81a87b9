import * as access from './access.entities.js';
import * as contact from './contact.entities.js';
import * as conversation from './conversation.entities.js';
import * as directory from './directory.entities.js';
import * as intake from './intake.entities.js';
import * as letter from './letter.entities.js';
import * as message from './message.entities.js';

export * from './access.entities.js';
export * from './contact.entities.js';
export * from './conversation.entities.js';
export * from './directory.entities.js';
export * from './intake.entities.js';
export * from './letter.entities.js';
export * from './message.entities.js';

/** Every table, for TypeORM. */
export const entities = [access, contact, conversation, directory, intake, letter, message].flatMap(
  (module) => Object.values(module),
);

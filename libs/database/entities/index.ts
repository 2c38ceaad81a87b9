import * as access from './access.entities.js';
import * as call from './call.entities.js';
import * as channelUpkeep from './channel-upkeep.entities.js';
import * as contact from './contact.entities.js';
import * as conversation from './conversation.entities.js';
import * as directory from './directory.entities.js';
import * as form from './form.entities.js';
import * as intake from './intake.entities.js';
import * as letter from './letter.entities.js';
import * as message from './message.entities.js';
import * as messageChange from './message-change.entities.js';
import * as reception from './reception.entities.js';
import * as report from './report.entities.js';
import * as routing from './routing.entities.js';

export * from './access.entities.js';
export * from './call.entities.js';
export * from './channel-upkeep.entities.js';
export * from './contact.entities.js';
export * from './conversation.entities.js';
export * from './directory.entities.js';
export * from './form.entities.js';
export * from './intake.entities.js';
export * from './letter.entities.js';
export * from './message.entities.js';
export * from './message-change.entities.js';
export * from './reception.entities.js';
export * from './report.entities.js';
export * from './routing.entities.js';

/** Every table, for TypeORM. */
export const entities = [
  access,
  call,
  channelUpkeep,
  contact,
  conversation,
  directory,
  form,
  intake,
  letter,
  message,
  messageChange,
  reception,
  report,
  routing,
].flatMap((module) => Object.values(module));

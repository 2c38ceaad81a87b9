import { FirstSchema1795392000000 } from './1795392000000-first-schema.js';
import { MessageKinds1795600000000 } from './1795600000000-message-kinds.js';

/** Forward-only, in this order. */
export const migrations = [FirstSchema1795392000000, MessageKinds1795600000000];

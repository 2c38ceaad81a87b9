import { FirstSchema1795392000000 } from './1795392000000-first-schema.js';

/** Forward-only, in this order. */
export const migrations = [FirstSchema1795392000000];

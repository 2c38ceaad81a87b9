import { FirstSchema1795392000000 } from './1795392000000-first-schema.js';
import { Letters1795800000000 } from './1795800000000-letters.js';

/** Forward-only, in this order. */
export const migrations = [FirstSchema1795392000000, Letters1795800000000];

import { FirstSchema1795392000000 } from './1795392000000-first-schema.js';
import { LedgerOfPeople1795500000000 } from './1795500000000-ledger-of-people.js';

/** Forward-only, in this order. */
export const migrations = [FirstSchema1795392000000, LedgerOfPeople1795500000000];

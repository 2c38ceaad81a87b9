import { FirstSchema1795392000000 } from './1795392000000-first-schema.js';
import { LedgerOfPeople1795500000000 } from './1795500000000-ledger-of-people.js';
import { MessageKinds1795600000000 } from './1795600000000-message-kinds.js';
import { Watermarks1795650000000 } from './1795650000000-watermarks.js';
import { PortalForms1795700000000 } from './1795700000000-portal-forms.js';
import { Letters1795800000000 } from './1795800000000-letters.js';
import { Calls1795900000000 } from './1795900000000-calls.js';
import { Reception1796000000000 } from './1796000000000-reception.js';
import { PostalAddresses1796100000000 } from './1796100000000-postal-addresses.js';
import { ChannelUpkeep1796200000000 } from './1796200000000-channel-upkeep.js';
import { CapacityByWork1796300000000 } from './1796300000000-capacity-by-work.js';
import { LastHeard1796390000000 } from './1796390000000-last-heard.js';
import { QueueEngine1796400000000 } from './1796400000000-queue-engine.js';
import { LastOfficerAt1796410000000 } from './1796410000000-last-officer-at.js';
import { HandOver1796430000000 } from './1796430000000-hand-over.js';
import { Presence1796440000000 } from './1796440000000-presence.js';
import { Abandoned1796460000000 } from './1796460000000-abandoned.js';
import { Reports1796470000000 } from './1796470000000-reports.js';

/** Forward-only, in this order. */
export const migrations = [
  FirstSchema1795392000000,
  LedgerOfPeople1795500000000,
  MessageKinds1795600000000,
  Watermarks1795650000000,
  PortalForms1795700000000,
  Letters1795800000000,
  Calls1795900000000,
  Reception1796000000000,
  PostalAddresses1796100000000,
  ChannelUpkeep1796200000000,
  CapacityByWork1796300000000,
  LastHeard1796390000000,
  QueueEngine1796400000000,
  LastOfficerAt1796410000000,
  HandOver1796430000000,
  Presence1796440000000,
  Abandoned1796460000000,
  Reports1796470000000,
];

import { FirstSchema1795392000000 } from './1795392000000-first-schema.js';
import { PortalForms1795700000000 } from './1795700000000-portal-forms.js';

/** Forward-only, in this order. */
export const migrations = [FirstSchema1795392000000, PortalForms1795700000000];

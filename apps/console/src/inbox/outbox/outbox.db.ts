import { browserStore } from '../../store/browser.store.js';
import type { OutboxEntry } from './outbox.rules.js';

/** The outbox on disk. */
export const outboxDb = browserStore<OutboxEntry>('sila', 'outbox', 'clientId');

import type { StoredEvent } from '@sila/channels';
import type { PreparedMessage } from '@sila/conversations';
import { type IdentityKind, UNSAID } from '@sila/domain';
import type { PendingEvent } from './event.queries.js';

/**
 * A visible entry for an event that can't be shown. It belongs to whoever the lane's address names; the original stays with the
 * dead letter, reachable from the thread.
 */
export function placeholderFor(event: PendingEvent, stored: StoredEvent | null): PreparedMessage {
  return {
    kind: 'placeholder',
    html: null,
    attachments: [],
    receivedAt: event.receivedAt,
    eventId: event.id,
    message: {
      ...UNSAID,
      providerId: event.eventKey,
      from: {
        kind: kindOf(event.address),
        value: event.address,
        name: null,
        assurance: 'asserted',
        aliases: [],
      },
      kind: 'unsupported',
      automatic: true,
      meta: { size: stored?.request.body.length ?? null },
    },
  };
}

/** Only the shape of the address tells, since nothing of the event itself could be understood. */
function kindOf(address: string): IdentityKind {
  if (address.startsWith('unparsed:')) return 'unparsed';
  if (address.includes('@')) return 'email';
  return /^(whatsapp:)?\+\d{6,15}$/.test(address) ? 'phone' : 'unparsed';
}

import type { Inbound, InboundMessage, StoredEvent } from '../channel.js';
import type { HandedInVisit } from '../in-person.js';
import { handedInVisit } from './visit.request.js';

/** Understands one stored visit. What a person says of themselves at the desk is kept as a claim; only the desk's eyes saw them. */
export function parseVisit(event: StoredEvent): Inbound[] {
  const handedIn = handedInVisit(event);
  return [handedIn ? messageOf(event, handedIn) : stubOf(event)];
}

function messageOf(event: StoredEvent, handedIn: HandedInVisit): InboundMessage {
  const { visit, person, reason, language, conversationId } = handedIn;
  const { mobile, nationalId } = person;
  return {
    ...stubOf(event),
    kind: 'text',
    from: {
      kind: 'visitor',
      value: person.address,
      name: person.name,
      assurance: 'asserted',
      aliases: nationalId ? [{ kind: 'national-id', value: nationalId }] : [],
    },
    text: reason,
    language,
    references: conversationId ? [{ kind: 'conversation', id: conversationId }] : [],
    meta: { visit: { ...visit }, claims: mobile ? [{ kind: 'phone', value: mobile }] : [] },
  };
}

function stubOf(event: StoredEvent): InboundMessage {
  return {
    type: 'message',
    providerId: event.key,
    from: { kind: 'visitor', value: event.lane, name: null, assurance: 'asserted', aliases: [] },
    kind: 'unsupported',
    text: '',
    html: null,
    subject: null,
    quotedFrom: null,
    sentAt: null,
    references: [],
    automatic: false,
    language: null,
    attachments: [],
    content: null,
    quotes: null,
    meta: {},
  };
}

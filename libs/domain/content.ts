import type { InboundMessage, MessageContent, SharedContact } from './inbound.js';

/** A message that says nothing yet: what a channel knows of one is added to it. */
export const UNSAID = {
  type: 'message',
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
} as const satisfies Partial<InboundMessage>;

/** What a message carries, in words, for search and for those who can't see it otherwise; empty when there are none. */
export function wordsOf(content: MessageContent | null): string {
  if (content?.type === 'choice') return content.title;
  if (content?.type === 'contacts') return content.contacts.map(cardInWords).join('\n');
  return content?.type === 'location' ? placeInWords(content) : '';
}

/** What the person called the place, else its coordinates. */
function placeInWords(place: Extract<MessageContent, { type: 'location' }>): string {
  const words = [place.name, place.address].filter((part) => part !== null);
  return words.length > 0 ? words.join('، ') : `${place.latitude}, ${place.longitude}`;
}

function cardInWords({ name, phones, emails }: SharedContact): string {
  return [name, ...phones, ...emails].join('، ');
}

import type { MessageContent } from '../channel.js';
import { field, type Params } from '../providers/twilio/request.params.js';

/** What a message carries beside text and files: a place, or the button or row of a list that was pressed. */
export function contentOf(params: Params): MessageContent | null {
  return placeOf(params) ?? choiceOf(params);
}

/** The content in words, for search and for lists: what the person called the place, else its coordinates. */
export function wordsOf(content: MessageContent | null): string {
  if (content?.type === 'choice') return content.title;
  if (content?.type !== 'location') return '';
  const words = [content.name, content.address].filter((part) => part !== null);
  return words.length > 0 ? words.join('، ') : `${content.latitude}, ${content.longitude}`;
}

function placeOf(params: Params): MessageContent | null {
  const latitude = Number.parseFloat(field(params, 'Latitude') ?? '');
  const longitude = Number.parseFloat(field(params, 'Longitude') ?? '');
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return null;
  const [name, address] = [field(params, 'Label'), field(params, 'Address')];
  return { type: 'location', latitude, longitude, name, address };
}

function choiceOf(params: Params): MessageContent | null {
  const title = field(params, 'ButtonText') ?? field(params, 'ListTitle');
  if (title === null) return null;
  const payload = field(params, 'ButtonPayload') ?? field(params, 'ListId');
  return { type: 'choice', title, payload };
}

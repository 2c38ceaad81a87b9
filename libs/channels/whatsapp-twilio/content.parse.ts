import type { MessageContent } from '../channel.js';
import { field, type Params } from '../providers/twilio/request.params.js';

/** What a message carries beside text and files: a place, or the button or row of a list that was pressed. */
export function contentOf(params: Params): MessageContent | null {
  return placeOf(params) ?? choiceOf(params);
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

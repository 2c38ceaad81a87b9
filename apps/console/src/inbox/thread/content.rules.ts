import type { MessageView } from '@sila/contracts';

/** A place on earth, in degrees. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** Five decimals are about a metre. */
const DECIMALS = 5;

/** A point as people copy it into a map. */
export function pointOf({ latitude, longitude }: Point): string {
  return `${latitude.toFixed(DECIMALS)}, ${longitude.toFixed(DECIMALS)}`;
}

/** Opens the place in a map, in the browser or in an app (developers.google.com/maps/documentation/urls). */
export function mapsUrl(point: Point): string {
  return `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(pointOf(point))}`;
}

type Content = NonNullable<MessageView['content']>;

/** Whether the text only repeats what is drawn already: channels say a content in words too, for search and lists. */
export function isSaidBy(content: Content, text: string): boolean {
  const longestFirst = wordsOf(content).toSorted((a, b) => b.length - a.length);
  const rest = longestFirst.reduce((left, words) => left.replaceAll(words, ''), text);
  return !/[\p{L}\p{N}]/u.test(rest);
}

function wordsOf(content: Content): readonly string[] {
  return allWordsOf(content).filter((words) => words !== '');
}

function allWordsOf(content: Content): readonly string[] {
  switch (content.type) {
    case 'location': {
      const { name, address, latitude, longitude } = content;
      return [name ?? '', address ?? '', String(latitude), String(longitude)];
    }
    case 'contacts':
      return content.contacts.flatMap(({ name, phones, emails }) => [name, ...phones, ...emails]);
    case 'choice':
      return [content.title];
    case 'story':
      return [];
    case 'post':
    case 'elsewhere':
      return [content.url];
  }
}

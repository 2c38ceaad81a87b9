import { describe, expect, it } from '@jest/globals';
import { isSaidBy, mapsUrl, pointOf } from './content.rules.js';

const place = {
  type: 'location',
  latitude: 24.7136,
  longitude: 46.6753,
  name: 'المستودع',
  address: 'الرياض',
} as const;

type Content = Parameters<typeof isSaidBy>[0];
const card = { name: 'نورة', phones: ['+9665'], emails: [] };

describe('what a message carries', () => {
  it('is copied and opened by its coordinates, to the metre', () => {
    expect(pointOf(place)).toBe('24.71360, 46.67530');
    expect(mapsUrl(place)).toBe('https://www.google.com/maps/search/?api=1&query=24.71360%2C%2046.67530');
  });

  it.each<[string, Content, string]>([
    ['a place by its name and address', place, 'المستودع، الرياض'],
    ['a place by its coordinates', { ...place, name: null, address: null }, '24.7136, 46.6753'],
    ['a card by its name and number', { type: 'contacts', contacts: [card] }, 'نورة: +9665'],
    ['a pressed button by its title', { type: 'choice', title: 'نعم', payload: null }, 'نعم'],
    ['nothing', place, ''],
  ])('is not said twice: %s', (_name, content, text) => {
    expect(isSaidBy(content, text)).toBe(true);
  });

  it('stands beside what the person wrote themselves', () => {
    expect(isSaidBy(place, 'المستودع، الرياض، الباب الخلفي')).toBe(false);
    expect(isSaidBy({ type: 'story', story: 'reply', url: null }, 'جميل')).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import { snippetFor } from './snippet.js';

const NOTHING = { text: '', quotedFrom: null, subject: null, content: null, files: [] } as const;
const file = (mediaType: string, fileName = 'a') => ({ mediaType, fileName });

describe('a message in a few words', () => {
  it('is its text without quoted earlier mail, else its subject', () => {
    expect(snippetFor({ ...NOTHING, text: 'شكرًا\n> قديم', quotedFrom: 5 })).toEqual({
      snippet: 'شكرًا',
      snippetKind: null,
    });
    expect(snippetFor({ ...NOTHING, subject: 'الموضوع' }).snippet).toBe('الموضوع');
  });

  it.each([
    ['audio/ogg; codecs=opus', 'voice'],
    ['image/jpeg', 'picture'],
    ['video/mp4', 'video'],
  ])('of %s is %s, and no made-up name', (mediaType, snippetKind) => {
    expect(snippetFor({ ...NOTHING, files: [file(mediaType)] })).toEqual({ snippet: '', snippetKind });
  });

  it('of other files is their names', () => {
    const files = [file('application/pdf', 'صك.pdf'), file('text/plain', 'ب.txt')];
    expect(snippetFor({ ...NOTHING, files })).toEqual({ snippet: 'صك.pdf، ب.txt', snippetKind: 'file' });
  });

  it('says what it carries with its words; a pressed button is its words', () => {
    const content = { type: 'location', latitude: 1, longitude: 2, name: null, address: null } as const;
    expect(snippetFor({ ...NOTHING, text: 'هنا', content })).toEqual({
      snippet: 'هنا',
      snippetKind: 'location',
    });
    const choice = { type: 'choice', title: 'نعم', payload: null } as const;
    expect(snippetFor({ ...NOTHING, text: 'نعم', content: choice }).snippetKind).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import { changeChannelAccount, changeQueue, changeStaff } from './directory.js';
import { changePreferences } from './session.js';

describe('A change', () => {
  it.each([
    ['preferences', changePreferences, { digits: 'arabic' }],
    ['a channel account', changeChannelAccount, { enabled: false }],
    ['a queue', changeQueue, { archived: true }],
    ['staff', changeStaff, { disabled: true }],
  ])('of %s leaves alone what it does not name', (_name, schema, change) => {
    expect(schema.parse(change)).toEqual(change);
  });
});

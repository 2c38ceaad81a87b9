import { afterAll, beforeAll, describe } from '@jest/globals';
import { health } from './console.health.js';
import { lettersDesk } from './console.letters.js';
import { officersDay } from './console.officer.js';
import { people } from './console.people.js';
import { startTrial, type Trial } from './console.support.js';
import { twoWindows } from './console.windows.js';

/** One installation for all of them: starting it takes longer than most of what is looked at. */
describe('The console in a browser', () => {
  let trial: Trial;
  beforeAll(async () => {
    trial = await startTrial();
  }, 120_000);
  afterAll(() => trial?.close(), 60_000);

  officersDay(() => trial);
  twoWindows(() => trial);
  people(() => trial);
  lettersDesk(() => trial);
  health(() => trial);
});

import { afterAll, beforeAll, describe } from '@jest/globals';
import { looks } from './console.looks.js';
import { startTrial, type Trial } from './console.support.js';

describe('Every screen of the console', () => {
  let trial: Trial;
  beforeAll(async () => {
    trial = await startTrial();
  }, 120_000);
  afterAll(() => trial?.close(), 60_000);

  looks(() => trial);
});

import { describe, expect, it } from '@jest/globals';
import { cellOf } from './report.csv.js';

describe('a cell of a file for tables', () => {
  it.each(['=1+1', '+966', '-2', '@sum', '\t=1', '\r=1'])('is no formula: %j', (text) => {
    expect(cellOf(text).replaceAll('"', '')).toMatch(/^'/);
  });

  it('keeps numbers, quotes what would end it, and is empty for nothing', () => {
    expect([cellOf(-5), cellOf('أ، ب'), cellOf('a,"b"'), cellOf(null), cellOf(true)]).toEqual([
      '-5',
      'أ، ب',
      '"a,""b"""',
      '',
      'true',
    ]);
  });
});

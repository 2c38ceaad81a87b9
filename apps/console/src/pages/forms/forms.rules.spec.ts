import { describe, expect, it } from '@jest/globals';
import { mayMove, type Question, type Section, withMoved } from './forms.rules.js';

const question = (id: string, on?: string): Question => ({
  id,
  type: 'text',
  label: { ar: id, en: id },
  required: false,
  ...(on && { when: { field: on, is: ['yes'] } }),
});
const section: Section = {
  id: 's',
  title: { ar: 'ق', en: 's' },
  fields: [question('a'), question('b', 'a'), question('c')],
};

describe('the order of questions', () => {
  it('changes by one place', () => {
    expect(withMoved(section, 1, 1).fields.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
    expect(withMoved(section, 2, 1)).toBe(section);
  });

  it('keeps a question behind the one that it hangs on', () => {
    expect([mayMove(section, 0, 1), mayMove(section, 1, -1)]).toEqual([false, false]);
    expect([mayMove(section, 1, 1), mayMove(section, 2, -1)]).toEqual([true, true]);
    expect([mayMove(section, 0, -1), mayMove(section, 2, 1)]).toEqual([false, false]);
  });
});

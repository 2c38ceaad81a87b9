import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Lineage,
  type Merge,
  mergedBelow,
  planMerge,
  planUnmerge,
  samePerson,
  standsFor,
} from './merge.js';

const apart = (...ids: string[]): Lineage => new Map(ids.map((id) => [id, null]));
const merged = (lineage: Lineage, merge: Merge): Lineage => {
  const { fromId, intoId } = planMerge(lineage, merge);
  return new Map([...lineage, [fromId, intoId]]);
};
const people = apart('ahmad', 'budur', 'camil', 'dana');
const chain = merged(merged(people, { fromId: 'ahmad', intoId: 'budur' }), {
  fromId: 'budur',
  intoId: 'camil',
});

describe('a merge of people', () => {
  it('goes over a chain to the one who stands for all', () => {
    expect(standsFor(chain, 'ahmad')).toBe('camil');
    expect(planMerge(chain, { fromId: 'dana', intoId: 'ahmad' })).toEqual({
      fromId: 'dana',
      intoId: 'camil',
    });
    expect(samePerson(chain, 'budur').sort()).toEqual(['ahmad', 'budur', 'camil']);
  });

  it('is never with oneself, not twice and not in a circle', () => {
    const refused = (merge: Merge) => () => planMerge(chain, merge);
    expect(refused({ fromId: 'dana', intoId: 'dana' })).toThrow('same-person');
    expect(refused({ fromId: 'ahmad', intoId: 'budur' })).toThrow('same-person');
    expect(refused({ fromId: 'camil', intoId: 'ahmad' })).toThrow('same-person');
    expect(refused({ fromId: 'ahmad', intoId: 'dana' })).toThrow('already-merged');
  });

  it('knows nobody below a contact that does not exist', () => {
    expect(mergedBelow(people, 'nobody')).toEqual([]);
  });
});

describe('taking a merge back', () => {
  it('parts the merged one, with those merged into them, from the rest', () => {
    expect(planUnmerge(chain, { fromId: 'budur', intoId: 'camil' })).toEqual({
      parts: ['budur', 'ahmad'],
      rest: ['camil'],
    });
    expect(planUnmerge(chain, { fromId: 'ahmad', intoId: 'budur' }).rest).toEqual(['camil', 'budur']);
  });

  it('is refused once the merge is no longer in force', () => {
    expect(() => planUnmerge(people, { fromId: 'ahmad', intoId: 'budur' })).toThrow('already-undone');
    expect(() => planUnmerge(chain, { fromId: 'ahmad', intoId: 'camil' })).toThrow('already-undone');
  });
});

describe('any merges in any order', () => {
  const id = fc.constantFrom('ahmad', 'budur', 'camil', 'dana');

  it('make no circle, and taken back in any order leave everybody apart', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ fromId: id, intoId: id })),
        fc.infiniteStream(fc.nat()),
        (asked, picks) => {
          let lineage = people;
          const ledger: Merge[] = [];
          for (const merge of asked) {
            try {
              const plan = planMerge(lineage, merge);
              lineage = merged(lineage, plan);
              ledger.push(plan);
            } catch {
              continue;
            }
          }
          for (const known of lineage.keys()) expect(samePerson(lineage, known)).toContain(known);
          while (ledger.length > 0) {
            const [entry] = ledger.splice(picks.next().value % ledger.length, 1);
            if (!entry) break;
            const { parts, rest } = planUnmerge(lineage, entry);
            expect(parts.some((part) => rest.includes(part))).toBe(false);
            lineage = new Map([...lineage, [entry.fromId, null]]);
          }
          expect(lineage).toEqual(people);
        },
      ),
    );
  });
});

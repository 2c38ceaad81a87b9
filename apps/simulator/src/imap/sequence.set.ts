import { ImapRefusal } from './imap.refusal.js';

/**
 * Reads a set such as `1:4,7,9:*` into a test for numbers. `*` is the largest number there is, so that `9:*` always
 * holds at least that one (RFC 3501 §6.4.8).
 */
export const sequenceSet = (text: string, largest: number): ((number: number) => boolean) => {
  const ranges = text.split(',').map((part) => rangeOf(part, largest));
  return (number) => ranges.some(([low, high]) => number >= low && number <= high);
};

export const isSequenceSet = (text: string): boolean =>
  /^(\d+|\*)(:(\d+|\*))?(,(\d+|\*)(:(\d+|\*))?)*$/.test(text);

const rangeOf = (part: string, largest: number): readonly [number, number] => {
  if (!isSequenceSet(part)) throw new ImapRefusal('BAD', 'a sequence set is malformed');
  const [first = '', second = first] = part.split(':');
  const [one, other] = [first, second].map((end) => (end === '*' ? largest : Number(end)));
  return [Math.min(one ?? 0, other ?? 0), Math.max(one ?? 0, other ?? 0)];
};

/** The shortest set that names these ascending numbers: `1:3,7`. */
export const compactSet = (numbers: readonly number[]): string =>
  numbers
    .reduce<[number, number][]>((ranges, number) => {
      const last = ranges.at(-1);
      if (last && last[1] + 1 === number) last[1] = number;
      else ranges.push([number, number]);
      return ranges;
    }, [])
    .map(([low, high]) => (low === high ? `${low}` : `${low}:${high}`))
    .join(',');

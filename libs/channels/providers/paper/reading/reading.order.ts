import type { ReadWord } from '@sila/domain';

/** A word that was read off a page: it has a place. */
export interface PlacedWord extends ReadWord {
  readonly box: readonly [number, number, number, number];
}

type Direction = 'rtl' | 'ltr' | 'none';

/**
 * The words of one line in the order in which a person reads them. The reader gives them as they stand on the paper, and
 * mixes up lines with two directions: here they are put in order by their places, Latin runs inside Arabic lines and
 * Arabic runs inside Latin ones turned round (Unicode UAX #9, as far as a line of whole words needs it).
 */
export function inReadingOrder(words: readonly PlacedWord[]): PlacedWord[] {
  const rtl = isRightToLeft(words);
  const inOrder = words.toSorted((a, b) => (rtl ? b.box[2] - a.box[2] : a.box[0] - b.box[0]));
  return runsOf(inOrder, rtl ? 'ltr' : 'rtl').flatMap((run) =>
    run.turned ? run.words.toReversed() : run.words,
  );
}

function isRightToLeft(words: readonly PlacedWord[]): boolean {
  const count = (direction: Direction): number =>
    words.filter((word) => directionOf(word.text) === direction).length;
  return count('rtl') >= count('ltr') && count('rtl') > 0;
}

interface Run {
  readonly turned: boolean;
  readonly words: PlacedWord[];
}

/** Cuts a line into runs. Numbers follow the word that they are read after: a Latin one at their left, in Arabic lines. */
function runsOf(words: readonly PlacedWord[], against: Direction): Run[] {
  const turned = words.map((word) => directionOf(word.text) === against);
  for (let at = words.length - 2; at >= 0; at -= 1) {
    const word = words[at];
    if (word && turned[at + 1] && directionOf(word.text) === 'none' && against === 'ltr') turned[at] = true;
  }
  const runs: Run[] = [];
  for (const [at, word] of words.entries()) {
    const last = runs.at(-1);
    if (last && last.turned === turned[at]) last.words.push(word);
    else runs.push({ turned: turned[at] ?? false, words: [word] });
  }
  return runs;
}

function directionOf(text: string): Direction {
  if (/\p{Script=Arabic}/u.test(text.replace(/[\p{Nd}\p{P}]/gu, ''))) return 'rtl';
  return /\p{L}/u.test(text) ? 'ltr' : 'none';
}

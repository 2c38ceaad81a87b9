const LRI = '\u2066';
const PDI = '\u2069';

/**
 * What must stand from left to right inside Arabic: mail addresses, links, and numbers with what belongs to them (phones,
 * dates, amounts, ranges, codes).
 */
const LEFT_TO_RIGHT =
  /https?:\/\/[^\s\u0600-\u06FF]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[A-Za-z]{0,8}[-/]?[+#]?\p{Nd}(?:[\p{Nd}A-Za-z/.,:%-]|[ ](?=\p{Nd}))*/gu;

/** Puts isolates (UAX #9) around them, so that they read right wherever they stand in an Arabic line. */
export function isolated(text: string): string {
  return text.replace(LEFT_TO_RIGHT, (whole) => {
    const end = /[.,:]+$/.exec(whole)?.[0] ?? '';
    return `${LRI}${whole.slice(0, whole.length - end.length)}${PDI}${end}`;
  });
}

/** How a text travels by SMS. */
export interface SmsSegments {
  /** `gsm-7` while every character is of the default alphabet; one other character makes the whole text `ucs-2`. */
  readonly encoding: 'gsm-7' | 'ucs-2';
  /** Messages that are sent and paid for; 0 for an empty text. */
  readonly parts: number;
  /** Units that the last part still takes: a character is one, those of the extension table and most emoji are two. */
  readonly left: number;
}

/** The default alphabet and its extension table, 3GPP TS 23.038 §6.2.1. */
const GSM_7 = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿' +
    'abcdefghijklmnopqrstuvwxyzäöñüà',
);
const GSM_7_EXTENSION = new Set('\f^{}\\[~]|€');

/** Units of one message alone, and of each part when a header joins several (3GPP TS 23.040 §9.2.3.24.1). */
const ROOM = { 'gsm-7': { alone: 160, joined: 153 }, 'ucs-2': { alone: 70, joined: 67 } } as const;

/** Counts the parts of a text. A character is never cut in two, so a part may end a unit early. */
export function smsSegments(text: string): SmsSegments {
  const characters = Array.from(text);
  const encoding = characters.every((each) => GSM_7.has(each) || GSM_7_EXTENSION.has(each))
    ? 'gsm-7'
    : 'ucs-2';
  const costs = characters.map((each) => costOf(each, encoding));
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  const { alone, joined } = ROOM[encoding];
  if (total <= alone) return { encoding, parts: total === 0 ? 0 : 1, left: alone - total };
  return { encoding, ...packed(costs, joined) };
}

function costOf(character: string, encoding: SmsSegments['encoding']): number {
  if (encoding === 'ucs-2') return character.length;
  return GSM_7_EXTENSION.has(character) ? 2 : 1;
}

function packed(costs: readonly number[], room: number): Pick<SmsSegments, 'parts' | 'left'> {
  let parts = 1;
  let left = room;
  for (const cost of costs) {
    if (cost > left) {
      parts += 1;
      left = room;
    }
    left -= cost;
  }
  return { parts, left };
}

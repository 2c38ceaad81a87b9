import { decodeText } from '../providers/mailbox/charset.js';

const RUN = /=\?[^\s?]{1,60}\?[BbQq]\?[^\s?]*\?=(?:\s+=\?[^\s?]{1,60}\?[BbQq]\?[^\s?]*\?=)*/g;
const WORD = /=\?([^\s?]{1,60})\?([BbQq])\?([^\s?]*)\?=/g;

/**
 * Decodes the encoded words of a header text (RFC 2047). Neighbours in one character set are joined as bytes first:
 * mail programs split letters between words although they must not.
 */
export function decodeWords(value: string): string {
  return value.replace(RUN, (run) => {
    const groups: { label: string; bytes: Buffer[] }[] = [];
    for (const [, charset = '', encoding = '', payload = ''] of run.matchAll(WORD)) {
      const label = charset.replace(/\*.*$/, '').toLowerCase();
      const last = groups.at(-1);
      const bytes = encoding.toUpperCase() === 'B' ? Buffer.from(payload, 'base64') : fromQ(payload);
      if (last?.label === label) last.bytes.push(bytes);
      else groups.push({ label, bytes: [bytes] });
    }
    return groups.map((group) => decodeText(Buffer.concat(group.bytes), group.label)).join('');
  });
}

function fromQ(payload: string): Buffer {
  const latin1 = payload
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(latin1, 'latin1');
}

import { simpleParser, type ParsedMail } from 'mailparser';
import { parseMime } from '../imap/mime.part.js';

const largestHead = 64 * 1024;

/** A mail taken apart, or null when it can't be. */
export const readMail = async (raw: Buffer): Promise<ParsedMail | null> => {
  try {
    return await simpleParser(raw, { skipImageLinks: true });
  } catch {
    return null;
  }
};

/** As `readMail`, by the mail's header lines alone, and of those no more than 64 KiB. */
export const readHead = (raw: Buffer): Promise<ParsedMail | null> =>
  readMail(parseMime(raw.subarray(0, largestHead)).header);

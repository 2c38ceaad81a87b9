import { randomBytes } from 'node:crypto';

/** A fresh Twilio identifier: two letters and 32 hexadecimal digits. */
export const newSid = (prefix: 'SM' | 'MM' | 'ME' | 'AC' | 'PA'): string =>
  prefix + randomBytes(16).toString('hex');

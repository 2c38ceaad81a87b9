import { randomBytes } from 'node:crypto';

/** A fresh Twilio identifier: two letters and 32 hexadecimal digits. */
export const newSid = (prefix: 'SM' | 'MM' | 'CA' | 'CF' | 'QU' | 'RE'): string =>
  prefix + randomBytes(16).toString('hex');

/** The identifier under which Twilio keeps a stored file. */
export const mediaSid = (media: { readonly id: string }): string => `ME${media.id}`;

import { latinDigits } from './text.js';

/**
 * Brings a phone number to E.164 (`+9665…`). Saudi forms 05x, 5x, 9665x, 009665x and +9665x are one number.
 * Returns null when the text can't be a phone number. Source: ITU-T E.164 (at most 15 digits).
 */
export function toE164(value: string, defaultCountry = '966'): string | null {
  const text = latinDigits(value).replace(/[^\d+]/g, '');
  const digits = text.replace(/\D/g, '');
  if (text.startsWith('+')) return plausible(digits);
  if (digits.startsWith('00')) return plausible(digits.slice(2));
  if (digits.startsWith(defaultCountry)) return plausible(digits);
  if (digits.startsWith('0')) return plausible(defaultCountry + digits.slice(1));
  if (defaultCountry === '966' && /^5\d{8}$/.test(digits)) return plausible(defaultCountry + digits);
  return plausible(digits);
}

function plausible(digits: string): string | null {
  return digits.length >= 8 && digits.length <= 15 && !digits.startsWith('0') ? `+${digits}` : null;
}

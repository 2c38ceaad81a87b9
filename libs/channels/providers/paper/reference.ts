/** Digits of a letter's number without the check digit. */
const DIGITS = 15;

/**
 * The number under the barcode of a letter of ours: sixteen digits, the last one a check digit. Digits only, because a
 * hand scanner types like a keyboard and a keyboard set to Arabic would turn letters into others.
 */
export function referenceOf(digest: string): string {
  const value = digest
    .split('')
    .reduce((sum, sign) => (sum * 37n + BigInt(sign.codePointAt(0) ?? 0)) % MODULUS, 1n);
  const digits = value.toString().padStart(DIGITS, '0');
  return digits + checkDigit(digits);
}

const MODULUS = 10n ** BigInt(DIGITS);

/** The check digit after Luhn (ISO/IEC 7812-1, annex B): finds every mistyped digit and nearly every swap. */
export function checkDigit(digits: string): string {
  const sum = digits
    .split('')
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return String((10 - (sum % 10)) % 10);
}

import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

const VERSION = 1;
const NONCE_BYTES = 12;

/** Keys derived from SILA_SECRET, one for each purpose (HKDF, RFC 5869). */
export class Keys {
  private readonly cache = new Map<string, Buffer>();
  private nonces = Buffer.alloc(0);

  constructor(private readonly secret: string) {}

  /** 32 bytes for one purpose; the same secret and purpose give the same key. */
  key(purpose: string): Buffer {
    let key = this.cache.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', this.secret, 'sila', purpose, 32));
      this.cache.set(purpose, key);
    }
    return key;
  }

  /** A keyed digest, 20 base32-like characters (100 bits), safe in addresses and links. */
  sign(purpose: string, value: string): string {
    const digest = createHmac('sha256', this.key(`sign:${purpose}`))
      .update(value)
      .digest();
    return [...digest.subarray(0, 20)].map((byte) => ALPHABET[byte & 31]).join('');
  }

  /** Encrypts with AES-256-GCM; `context` (table|column|row) binds the bytes to their place. */
  encrypt(plain: Buffer, context: string): Buffer {
    const nonce = this.nonce();
    const cipher = createCipheriv('aes-256-gcm', this.key('encrypt:1'), nonce);
    cipher.setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), body]);
  }

  /** 96 fresh bits. Drawn many at a time: asking the system for each would cost more than the encryption. */
  private nonce(): Buffer {
    if (this.nonces.length < NONCE_BYTES) this.nonces = randomBytes(NONCE_BYTES * 512);
    const nonce = this.nonces.subarray(0, NONCE_BYTES);
    this.nonces = this.nonces.subarray(NONCE_BYTES);
    return nonce;
  }

  /** The reverse of `encrypt`; throws when the bytes or the context were changed. */
  decrypt(sealed: Buffer, context: string): Buffer {
    if (sealed[0] !== VERSION) throw new Error('unknown ciphertext version');
    const decipher = createDecipheriv('aes-256-gcm', this.key('encrypt:1'), sealed.subarray(1, 13));
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(sealed.subarray(13, 29));
    return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]);
  }
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** SHA-256 in hex. */
export function sha256(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/** 256 bits of chance for tokens, base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares two texts in constant time, whatever their lengths. */
export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}

import type { ChannelContext } from '../channel.js';

/** What signing needs of the context. */
export type Signer = Pick<ChannelContext, 'sign'>;

const SIGNATURE_LENGTH = 12;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The Message-ID of one of our mails: fixed by its ids, so that every try carries the same and a second copy is
 * dropped by the receiver (promises.md O-2); signed, so that nobody can make a bounce for a mail we never sent.
 */
export function messageIdFor(
  signer: Signer,
  conversationId: string,
  messageId: string,
  domain: string,
): string {
  return `<${conversationId}.${messageId}.${signature(signer, 'mail-id', `${conversationId}.${messageId}`)}@${domain}>`;
}

/** Our own ids out of a Message-ID, or null when it isn't one of ours. */
export function readMessageId(
  signer: Signer,
  id: string,
): { conversationId: string; messageId: string } | null {
  const match = /^<([\w-]{1,64})\.([\w-]{1,64})\.([a-z0-9]{1,64})@[^>]+>$/i.exec(id);
  const [, conversationId, messageId, given] = match ?? [];
  if (!conversationId || !messageId || !given) return null;
  const expected = signature(signer, 'mail-id', `${conversationId}.${messageId}`);
  return same(given, expected) ? { conversationId, messageId } : null;
}

/** `local+c<token>@domain`: a reply to it names its conversation. The token survives servers that fold case. */
export function replyAddress(signer: Signer, address: string, conversationId: string): string {
  const at = address.lastIndexOf('@');
  const token = replyToken(signer, conversationId);
  return token ? `${address.slice(0, at)}+c${token}${address.slice(at)}` : address;
}

/** The conversation that a recipient address of ours names, or null when it names none or the token is forged. */
export function readReplyAddress(signer: Signer, recipient: string, address: string): string | null {
  const at = address.lastIndexOf('@');
  const start = `${address.slice(0, at)}+c`.toLowerCase();
  const given = recipient.trim().toLowerCase();
  if (!given.startsWith(start) || !given.endsWith(address.slice(at).toLowerCase())) return null;
  const token = given.slice(start.length, given.length - (address.length - at));
  const id = uuidFrom36(token.slice(0, -SIGNATURE_LENGTH));
  if (!id) return null;
  return same(token.slice(-SIGNATURE_LENGTH), signature(signer, 'reply-address', id)) ? id : null;
}

/** The value of our loop header: proves that a mail came out of this account. */
export function loopMark(signer: Signer, accountId: string): string {
  return signature(signer, 'mail-loop', accountId);
}

function replyToken(signer: Signer, conversationId: string): string | null {
  if (!UUID.test(conversationId)) return null;
  const number = BigInt(`0x${conversationId.replaceAll('-', '')}`).toString(36);
  return number + signature(signer, 'reply-address', conversationId);
}

function uuidFrom36(text: string): string | null {
  if (!/^[0-9a-z]{1,25}$/.test(text)) return null;
  let value = 0n;
  for (const digit of text) value = value * 36n + BigInt(Number.parseInt(digit, 36));
  const hex = value.toString(16).padStart(32, '0');
  if (hex.length !== 32) return null;
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function signature(signer: Signer, purpose: string, value: string): string {
  return signer
    .sign(purpose, value)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, SIGNATURE_LENGTH)
    .padEnd(SIGNATURE_LENGTH, '0');
}

function same(given: string, expected: string): boolean {
  const a = given.toLowerCase();
  let difference = a.length ^ expected.length;
  for (let index = 0; index < expected.length; index += 1) {
    difference |= (a.charCodeAt(index) || 0) ^ expected.charCodeAt(index);
  }
  return difference === 0;
}

/** Our id of a message, where the text is one: others may write anything into what Meta carries along. */
export function ownMessageId(text: string | null): string | null {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text ?? '') ? text : null;
}

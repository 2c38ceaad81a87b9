/** The share of pixels that may become plain white: what the brightest pixels of a page are to its paper. */
const WHITE_SHARE = 0.01;

/**
 * Grey values spread over the whole range: the darkest becomes black, the paper white. A photo in poor light is read like
 * a scan. Pages of one colour stay as they are.
 */
export function withFullContrast(grey: Buffer): Buffer {
  const { black, white } = rangeOf(grey);
  if (white <= black) return grey;
  const values = Uint8Array.from({ length: 256 }, (_, value) => {
    const spread = Math.round(((value - black) * 255) / (white - black));
    return Math.min(255, Math.max(0, spread));
  });
  return Buffer.from(grey.map((value) => values[value] ?? 0));
}

function rangeOf(grey: Buffer): { readonly black: number; readonly white: number } {
  const counts = new Uint32Array(256);
  for (const value of grey) counts[value] = (counts[value] ?? 0) + 1;
  const black = counts.findIndex((count) => count > 0);
  let white = 255;
  for (let seen = counts[white] ?? 0; seen < grey.length * WHITE_SHARE; seen += counts[white] ?? 0)
    white -= 1;
  return { black, white };
}

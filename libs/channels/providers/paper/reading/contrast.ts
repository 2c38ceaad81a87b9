/** The share of pixels that may become plain white: what the brightest pixels of a page are to its paper. */
const WHITE_SHARE = 0.01;

/**
 * Grey values spread over the whole range: the darkest becomes black, the paper white, the others in between by how light
 * they look. A photo in poor light is read like a scan. Pages of one colour stay as they are.
 */
export function withFullContrast(grey: Buffer): Buffer {
  const { black, white } = rangeOf(grey);
  if (white <= black) return grey;
  const [dark, light] = [lightnessOf(black), lightnessOf(white)];
  const values = Uint8Array.from({ length: 256 }, (_, value) =>
    greyOf(((lightnessOf(value) - dark) * 100) / (light - dark)),
  );
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

/** CIE lightness, 0 to 100, of a grey value of sRGB (CIE 15, IEC 61966-2-1). */
function lightnessOf(value: number): number {
  const coded = value / 255;
  const luminance = coded <= 0.04045 ? coded / 12.92 : ((coded + 0.055) / 1.055) ** 2.4;
  return luminance <= 216 / 24_389 ? (luminance * 24_389) / 27 : 116 * Math.cbrt(luminance) - 16;
}

/** The grey value that looks so light; the nearest one for what lies beyond black and white. */
function greyOf(lightness: number): number {
  const luminance = lightness <= 8 ? (lightness * 27) / 24_389 : ((lightness + 16) / 116) ** 3;
  const coded = luminance <= 0.0031308 ? luminance * 12.92 : 1.055 * luminance ** (1 / 2.4) - 0.055;
  return Math.min(255, Math.max(0, Math.round(coded * 255)));
}

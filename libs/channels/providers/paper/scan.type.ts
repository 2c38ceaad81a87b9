const PICTURES: readonly (readonly [string, string])[] = [
  ['\xff\xd8', 'image/jpeg'],
  ['\x89PNG', 'image/png'],
  ['II*\0', 'image/tiff'],
  ['MM\0*', 'image/tiff'],
  ['RIFF', 'image/webp'],
];

/** What a scan may be, by its first bytes: the media type of a PDF or a picture, null for everything else. */
export function scanType(scan: Buffer): string | null {
  if (scan.subarray(0, 1024).includes('%PDF-')) return 'application/pdf';
  const head = scan.subarray(0, 4).toString('latin1');
  return PICTURES.find(([sign]) => head.startsWith(sign))?.[1] ?? null;
}

import type { ScanReading } from '../../paper.js';
import type { MailedFile } from '../mailbox/mime.js';
import type { TypesetDocument } from './typesetter.js';

/** What the helper process is asked to do. Survives a structured clone. */
export type HelperWork =
  | { readonly kind: 'read'; readonly scan: Uint8Array }
  | { readonly kind: 'take-apart'; readonly mail: Uint8Array }
  | { readonly kind: 'pdf'; readonly document: TypesetDocument }
  | { readonly kind: 'svg'; readonly document: TypesetDocument }
  | { readonly kind: 'bind'; readonly documents: readonly Uint8Array[] };

/** What it gives back, by the kind of work. */
export interface HelperResults {
  readonly read: ScanReading;
  readonly 'take-apart': readonly MailedFile[];
  readonly pdf: Uint8Array;
  readonly svg: string;
  readonly bind: Uint8Array;
}

/** Does one piece of work here. Libraries are loaded when first needed. */
export async function doWork(work: HelperWork): Promise<HelperResults[HelperWork['kind']]> {
  if (work.kind === 'read') {
    const { readScan } = await import('./reading/scan.reader.js');
    return readScan(Buffer.from(work.scan));
  }
  if (work.kind === 'take-apart') {
    const { readMime } = await import('../mailbox/mime.js');
    const { parts } = await readMime(Buffer.from(work.mail));
    return parts.map(({ fileName, bytes }) => ({ fileName, bytes }));
  }
  const { bound, pdfOf, svgOf } = await import('./typesetter.js');
  if (work.kind === 'bind') return bound(work.documents);
  return work.kind === 'pdf' ? pdfOf(work.document) : svgOf(work.document);
}

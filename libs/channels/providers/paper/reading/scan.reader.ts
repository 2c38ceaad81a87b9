import type { ScanReading } from '../../../paper.js';
import { openScan } from './page.pictures.js';
import { TextReader } from './text.reader.js';

/** Pages that are read; those behind them stay in the scan, and the letter says so. */
export const MOST_PAGES = 12;

const reader = new TextReader();

/** Reads a scan page by page. A page on which nothing is found (handwriting) has no lines. Throws ReadingRefusal. */
export async function readScan(scan: Buffer): Promise<ScanReading> {
  const open = await openScan(scan);
  try {
    const pages: ScanReading['pages'][number][] = [];
    for (let index = 0; index < Math.min(open.pageCount, MOST_PAGES); index += 1) {
      const { forReading, forPeople, layer } = await open.page(index);
      const [lines, shown] = await Promise.all([layer ?? reader.read(forReading), forPeople]);
      const { width, height, bytes: picture } = shown;
      pages.push({ source: layer ? 'file' : 'read', width, height, lines, picture });
    }
    return { pages, pageCount: open.pageCount };
  } finally {
    open.close();
  }
}

/** Ends the reader's own thread. */
export async function closeReader(): Promise<void> {
  await reader.close();
}

import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Block, PSM, Worker } from 'tesseract.js';
import type { Picture } from './page.pictures.js';
import { inReadingOrder, type PlacedWord } from './reading.order.js';

const LANGUAGES = ['ara', 'eng'] as const;
/** One block of text; then columns of different sizes; then whatever it finds. */
const MODES = ['6', '4', '3'] as const;
/** Mean confidence from which a page is taken as read. */
const GOOD = 70;
/** A plus sign that belongs before the number of a phone: the reader puts it where it would stand in Arabic. */
const TRAILING_PLUS = /^(\d{6,})\+$/;
/** What the pictures of pages have, whatever their files say. */
const READ_DPI = '240';
const MARKS = /[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/g;

/** Reads Arabic and English from pictures of pages: Tesseract, with the data that lies in node_modules. */
export class TextReader {
  private worker: Promise<Worker> | null = null;
  private folder: string | null = null;

  /** Reads one page; a page that is hard to read is looked at in other ways, and the best of them counts. */
  async read(page: Picture): Promise<readonly (readonly PlacedWord[])[]> {
    let best: { lines: PlacedWord[][]; confidence: number } = { lines: [], confidence: -1 };
    for (const mode of MODES) {
      const lines = await this.readAs(mode, page);
      const confidence = meanOf(lines.flat().map((word) => word.confidence));
      if (confidence > best.confidence) best = { lines, confidence };
      if (best.confidence >= GOOD) break;
    }
    return best.lines;
  }

  async close(): Promise<void> {
    const worker = await this.worker;
    this.worker = null;
    await worker?.terminate();
    if (this.folder) await rm(this.folder, { recursive: true, force: true });
    this.folder = null;
  }

  private async readAs(mode: string, page: Picture): Promise<PlacedWord[][]> {
    const worker = await (this.worker ??= this.start());
    await worker.setParameters({ tessedit_pageseg_mode: mode as PSM, user_defined_dpi: READ_DPI });
    const { data } = await worker.recognize(page.bytes, {}, { text: false, blocks: true });
    return linesOf(data.blocks ?? [], page);
  }

  private async start(): Promise<Worker> {
    const { createWorker } = await import('tesseract.js');
    this.folder = await languageFolder();
    return createWorker([...LANGUAGES], 1, { langPath: this.folder, gzip: true, cacheMethod: 'none' });
  }
}

/** The reader wants its languages in one folder; they come in two packages. */
export async function languageFolder(): Promise<string> {
  const resolve = createRequire(import.meta.url).resolve;
  const folder = await mkdtemp(path.join(tmpdir(), 'sila-reading-'));
  for (const language of LANGUAGES) {
    const file = `${language}.traineddata.gz`;
    const home = path.dirname(resolve(`@tesseract.js-data/${language}/package.json`));
    await symlink(path.join(home, '4.0.0_best_int', file), path.join(folder, file));
  }
  return folder;
}

function linesOf(blocks: readonly Block[], page: Picture): PlacedWord[][] {
  return blocks
    .flatMap((block) => block.paragraphs)
    .flatMap((paragraph) => paragraph.lines)
    .map((line) => inReadingOrder(line.words.map((word) => wordOf(word, page)).filter(isSaid)))
    .filter((line) => line.length > 0);
}

type Recognised = Block['paragraphs'][number]['lines'][number]['words'][number];

function wordOf({ text, confidence, bbox }: Recognised, { width, height }: Picture): PlacedWord {
  const share = (value: number, whole: number): number => Math.round((value / whole) * 10_000) / 10_000;
  return {
    text: text.replace(MARKS, '').trim().replace(TRAILING_PLUS, '+$1'),
    confidence: Math.round(confidence),
    box: [share(bbox.x0, width), share(bbox.y0, height), share(bbox.x1, width), share(bbox.y1, height)],
  };
}

const isSaid = (word: PlacedWord): boolean => word.text !== '';

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

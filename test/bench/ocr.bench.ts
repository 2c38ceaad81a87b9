import { rm } from 'node:fs/promises';
import sharp from 'sharp';
import { createWorker, PSM, type Worker } from 'tesseract.js';
import { letters } from '../../libs/channels/letters/channel.js';
import { openScan, type Picture } from '../../libs/channels/providers/paper/reading/page.pictures.js';
import { languageFolder } from '../../libs/channels/providers/paper/reading/text.reader.js';
import { PAPER_TEXT, scanOf } from '../support/letters.js';
import { atMost, machine, ratios, type Report, Runs } from './figures.js';
import type { BenchOptions } from './ground.js';

/** Milliseconds a page: a scan read by its channel, in its own process, beside the reader alone on the same picture. */
export async function ocrBench({ runs }: BenchOptions): Promise<Report> {
  const scan = await openScan(await scanOf(`${PAPER_TEXT}\n`.repeat(4), 'bench'));
  const page = await scannedPng((await scan.page(0)).forReading);
  scan.close();
  const paper = letters.open(letters.settings.parse({ nameAr: 'جمعية', nameEn: 'Association' }), {
    accountId: 'bench',
    webhookUrl: '',
    publicUrl: '',
    now: () => new Date(),
    sign: (_purpose, value) => value,
  }).paper;
  const alone = await readerAlone();
  const [ours, floor] = [new Runs(), new Runs()];
  await paper?.read(page);
  await alone.worker.recognize(page);
  for (let run = 0; run < runs; run += 1) {
    floor.add({ page: await timed(() => alone.worker.recognize(page, {}, { blocks: true, text: false })) });
    ours.add({ page: await timed(async () => paper?.read(page)) });
  }
  await alone.close();
  const ratio = ratios(ours.medians(), floor.medians());
  return {
    name: 'ocr',
    store: 'postgresql',
    size: 1,
    runs,
    ours: ours.medians(),
    floor: floor.medians(),
    ratio,
    spread: ours.spreads(),
    goals: [atMost('page, ours by the reader alone', ratio['page'], 1.1)],
    notes: ['Ours makes the page upright, grey and 240 dpi, keeps a picture of it, and crosses a process.'],
    machine: machine(),
  };
}

/** The page as a scanner would have saved it. */
async function scannedPng({ bytes, width, height }: Picture): Promise<Buffer> {
  const grey = bytes.subarray(bytes.length - width * height);
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

async function readerAlone(): Promise<{ readonly worker: Worker; close(): Promise<void> }> {
  const folder = await languageFolder();
  const worker = await createWorker(['ara', 'eng'], 1, { langPath: folder, gzip: true, cacheMethod: 'none' });
  await worker.setParameters({ tessedit_pageseg_mode: PSM.SINGLE_BLOCK, user_defined_dpi: '240' });
  const close = async (): Promise<void> => {
    await worker.terminate();
    await rm(folder, { recursive: true, force: true });
  };
  return { worker, close };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

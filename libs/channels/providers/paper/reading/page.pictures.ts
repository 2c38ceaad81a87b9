import type { PDFiumPage } from '@hyzyla/pdfium';
import type { ReadWord } from '@sila/domain';
import type { Metadata, Sharp } from 'sharp';
import { scanType } from '../scan.type.js';
import { withFullContrast } from './contrast.js';
import { ReadingRefusal } from './reading.refusal.js';
import { textLayerOf } from './text.layer.js';

/** Most pixels of one page of a scan: A4 at 600 dpi has 35 million. */
const MOST_PIXELS = 80_000_000;
/** A4 at about 240 dpi: measured, letters are read best at this size. */
const READ_SIZE = { short: 2000, long: 2828 };
/** What people look at. */
const SHOWN_SIZE = { short: 1400, long: 1980 };
const MOST_ENLARGED = 2;
const PICTURES = new Set(['jpeg', 'png', 'tiff', 'webp']);

/** A picture with its size in pixels. */
export interface Picture {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/** One page: a greymap for the reader, a JPEG for people, both upright. The second is made while the first is read. */
export interface PagePictures {
  readonly forReading: Picture;
  readonly forPeople: Promise<Picture>;
  /** The words that the file itself carries, where they are to be trusted. */
  readonly layer: ReadWord[][] | null;
}

/** A scan that was opened: pages are made one by one. */
export interface OpenScan {
  readonly pageCount: number;
  page(index: number): Promise<PagePictures>;
  close(): void;
}

/** Opens a PDF or a picture. Throws ReadingRefusal for what is neither, is damaged, locked or too large. */
export async function openScan(scan: Buffer): Promise<OpenScan> {
  return scanType(scan) === 'application/pdf' ? openPdf(scan) : openPicture(scan);
}

async function openPicture(scan: Buffer): Promise<OpenScan> {
  const { default: sharp } = await import('sharp');
  const open = (page: number): Sharp =>
    sharp(scan, { page, limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true });
  const known = await sharp(scan, { limitInputPixels: false, failOn: 'error' })
    .metadata()
    .catch(() => null);
  if (!known || !PICTURES.has(known.format))
    throw new ReadingRefusal(scanType(scan) ? 'damaged' : 'not-a-scan');
  if (known.width * known.height > MOST_PIXELS) throw new ReadingRefusal('too-large');
  return {
    pageCount: known.pages ?? 1,
    page: async (index) => {
      try {
        return await picturesOf(open(index));
      } catch (error) {
        throw error instanceof Error && /pixel limit/i.test(error.message)
          ? new ReadingRefusal('too-large')
          : new ReadingRefusal('damaged');
      }
    },
    close: () => undefined,
  };
}

async function openPdf(scan: Buffer): Promise<OpenScan> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const { default: sharp } = await import('sharp');
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(scan).catch((error: unknown) => {
    throw new ReadingRefusal(
      error instanceof Error && /password/i.test(error.message) ? 'locked' : 'damaged',
    );
  });
  return {
    pageCount: document.getPageCount(),
    page: async (index) => {
      const page = document.getPage(index);
      // Rendering closes the page, so it is asked before.
      const layer = textLayerOf({ text: page.getText(), kinds: kindsOf(page) });
      const { originalWidth, originalHeight } = page.getOriginalSize();
      const scale = fitting(originalWidth, originalHeight, READ_SIZE, Infinity);
      if (!Number.isFinite(scale)) throw new ReadingRefusal('damaged');
      const { data, width, height } = await page.render({
        scale,
        render: ({ data: pixels }) => Promise.resolve(pixels),
      });
      const pictures = await picturesOf(sharp(data, { raw: { width, height, channels: 4 } }));
      return { ...pictures, layer };
    },
    close: () => {
      document.destroy();
      library.destroy();
    },
  };
}

function kindsOf(page: PDFiumPage): string[] {
  return [...page.objects()].map(({ type }) => type);
}

async function picturesOf(source: Sharp): Promise<PagePictures> {
  const { default: sharp } = await import('sharp');
  const upright = source.rotate().flatten({ background: '#ffffff' }).toColourspace('srgb').raw();
  const { data, info } = await upright.toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const page = (): Sharp => sharp(data, { raw: { width, height, channels } });
  const grey = await pictureOf(sized(page(), info, READ_SIZE).greyscale().raw());
  return {
    forReading: greymap({ ...grey, bytes: withFullContrast(grey.bytes) }),
    forPeople: pictureOf(sized(page(), info, SHOWN_SIZE).jpeg({ quality: 72 })),
    layer: null,
  };
}

/** Grey values as they are, behind a header (Netpbm P5): nothing is packed only to be unpacked by the reader. */
function greymap({ bytes, width, height }: Picture): Picture {
  return { bytes: Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), bytes]), width, height };
}

async function pictureOf(source: Sharp): Promise<Picture> {
  const { data, info } = await source.toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}

type Size = Pick<Metadata, 'width' | 'height'>;

function sized(picture: Sharp, { width, height }: Size, size: typeof READ_SIZE): Sharp {
  return picture.resize(Math.max(1, Math.round(width * fitting(width, height, size, MOST_ENLARGED))));
}

/** The scale at which a page fits, upright or lying; at most `most`. */
function fitting(width: number, height: number, { short, long }: typeof READ_SIZE, most: number): number {
  const [across, down] = width > height ? [long, short] : [short, long];
  return Math.min(across / width, down / height, most);
}

import { crc32, deflateSync } from 'node:zlib';
import type { INestApplicationContext } from '@nestjs/common';
import { system } from '@sila/access';
import type { HandedIn, LetterDetail, LetterItem, LetterPage } from '@sila/contracts';
import { ChannelAccountService } from '@sila/directory';
import type { Outbound } from '@sila/channels/channel';
import { letters } from '../../libs/channels/letters/channel.js';
import type { Officer } from './officer.js';

const settings = { nameAr: 'جمعية رعاية الأيتام', nameEn: 'Orphans Care Association' };

/** Adds the association's letters, perhaps with scanners. Gives the account's id. */
export async function addLetters(
  desk: INestApplicationContext,
  scanners: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const account = await desk.get(ChannelAccountService, { strict: false }).create(system('test'), {
    channel: 'letters',
    label: 'خطابات الجمعية',
    queueId: null,
    webhookUrl: null,
    settings: { ...settings, ...scanners },
  });
  return account.id;
}

/** What somebody wrote on paper: the words of a scan made by `scanOf`. */
export const PAPER_TEXT = [
  'السادة جمعية رعاية الأيتام المحترمين',
  'السلام عليكم ورحمة الله وبركاته',
  'أطلب المساعدة في سداد إيجار المنزل المتأخر لمدة ثلاثة أشهر',
  'للتواصل: 0551234567',
].join('\n');

const letter: Outbound = {
  messageId: '0192f0a1-7c00-7000-8000-0000000000d1',
  conversationId: '0192f0a1-7c00-7000-8000-0000000000d2',
  conversationNumber: 7,
  to: { kind: 'paper', value: 'scan:test' },
  toName: null,
  text: '',
  subject: null,
  language: 'ar',
  providerId: null,
  thread: [],
  template: null,
  attachments: [],
  automatic: false,
  author: null,
};

/** A clean scan (PDF) of a letter that says this; each name makes another file. */
export async function scanOf(text: string, name: string): Promise<Buffer> {
  const connection = letters.open(letters.settings.parse({ ...settings, nameAr: name, signs: false }), {
    accountId: 'paper',
    webhookUrl: '',
    publicUrl: '',
    now: () => new Date('2026-11-25T08:00:00Z'),
    sign: (_purpose, value) => value,
  });
  const { document } = await connection.send({ ...letter, text });
  return document?.bytes ?? Buffer.alloc(0);
}

/** A PDF of so many pages that say this in Latin letters, and their number. */
export function pdfOf(pages: number, words = 'Page number'): Buffer {
  const numbers = Array.from({ length: pages }, (_, index) => index);
  const kids = numbers.map((index) => `${4 + index * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...numbers.flatMap((index) => {
      const content = `BT /F1 20 Tf 72 700 Td (${words} ${index + 1}) Tj ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF`;
  return Buffer.from(text, 'latin1');
}

/** A picture of few bytes that would be 900 million pixels. */
export function bombPng(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(30_000, 0);
  header.writeUInt32BE(30_000, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const data = deflateSync(Buffer.alloc(60_000));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** What the letters' desk does over HTTP. */
export class LetterClerk {
  constructor(
    readonly officer: Officer,
    readonly accountId: string,
  ) {}

  /** Hands a scan in; gives the answer as it came. */
  send(bytes: Buffer, name: string, reference = ''): Promise<Response> {
    const body = new FormData();
    body.append('file', new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' }), name);
    const query = new URLSearchParams({ accountId: this.accountId, ...(reference && { reference }) });
    return this.officer.fetch(`/api/letters/scans?${query.toString()}`, { method: 'POST', body });
  }

  async handIn(bytes: Buffer, name: string, reference = ''): Promise<HandedIn> {
    const response = await this.send(bytes, name, reference);
    if (response.status !== 202) throw new Error(`a scan was answered ${response.status}`);
    return (await response.json()) as HandedIn;
  }

  /** The letters of a view, newest first. */
  async list(view: string, rest = ''): Promise<readonly LetterItem[]> {
    return (await this.officer.get<LetterPage>(`/api/letters?view=${view}${rest}`)).items;
  }

  detail(id: string): Promise<LetterDetail> {
    return this.officer.get(`/api/letters/${id}`);
  }

  step(id: string, state: string, more: object = {}): Promise<LetterDetail> {
    return this.officer.post(`/api/letters/${id}/steps`, { state, ...more });
  }
}

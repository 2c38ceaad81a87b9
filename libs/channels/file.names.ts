/** A name for a file that came without one: `whatsapp-image-1.jpg`; it sorts, and tells the kind of file. */
export function fileNameFor(app: string, mediaType: string, index: number): string {
  const [top = 'file', sub = ''] = (mediaType.split(';')[0] ?? '').trim().toLowerCase().split('/');
  const extension = EXTENSIONS[sub] ?? (/^[a-z0-9]{2,5}$/.test(sub) ? sub : 'bin');
  const stem = top === 'application' || top === 'text' ? 'document' : top;
  return `${app}-${stem}-${index + 1}.${extension}`;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  jpeg: 'jpg',
  plain: 'txt',
  mpeg: 'mp3',
  quicktime: 'mov',
  'vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  msword: 'doc',
  'vnd.ms-excel': 'xls',
  'x-vcard': 'vcf',
  vcard: 'vcf',
};

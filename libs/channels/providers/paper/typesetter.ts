import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CompileDocArgs, NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const WEIGHTS = ['400Regular', '600SemiBold'];
/** PDF/A-2u: for keeping, with text that can be searched. Source: ISO 19005-2. */
const ARCHIVAL = 'a-2u';

/** Many documents in one: each page as a picture of a page of theirs. `sys.inputs.pages` holds file and page numbers. */
const BINDING_TEMPLATE = `
#set page(paper: "a4", margin: 0pt)
#for (file, page-number) in json(bytes(sys.inputs.pages)) {
  page(image(file, page: page-number, width: 100%))
}
`;

/** A document before it is set. What people wrote comes in as `inputs`, JSON, and is only shown: never as markup. */
export interface TypesetDocument {
  readonly template: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Unix time, in seconds, for the document's own date. */
  readonly madeAt: number;
}

let compiler: NodeCompiler | null = null;

/** The document as PDF/A. The same document gives the same bytes. */
export async function pdfOf(document: TypesetDocument): Promise<Buffer> {
  const typst = await typesetter();
  return typst.pdf(source(document), { pdfStandard: ARCHIVAL, creationTimestamp: document.madeAt });
}

/** The document as one SVG picture, page below page. */
export async function svgOf(document: TypesetDocument): Promise<string> {
  return (await typesetter()).plainSvg(source(document));
}

/** Documents of ours in one, for printing at once. */
export async function bound(documents: readonly Uint8Array[]): Promise<Buffer> {
  const typst = await typesetter();
  const pages: [string, number][] = [];
  for (const [index, document] of documents.entries()) {
    const file = `/${index}.pdf`;
    typst.mapShadow(path.join(tmpdir(), file), Buffer.from(document));
    for (let page = 1; page <= (await pageCountOf(document)); page += 1) pages.push([file, page]);
  }
  try {
    return typst.pdf({ mainFileContent: BINDING_TEMPLATE, inputs: { pages: JSON.stringify(pages) } });
  } finally {
    typst.resetShadow();
  }
}

async function pageCountOf(document: Uint8Array): Promise<number> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const library = await PDFiumLibrary.init();
  const opened = await library.loadDocument(document);
  const count = opened.getPageCount();
  opened.destroy();
  library.destroy();
  return count;
}

function source({ template, inputs }: TypesetDocument): CompileDocArgs {
  return { mainFileContent: template, inputs };
}

async function typesetter(): Promise<NodeCompiler> {
  const { NodeCompiler: Compiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  compiler ??= Compiler.create({ workspace: tmpdir(), fontArgs: [{ fontPaths: fontFolders() }] });
  return compiler;
}

function fontFolders(): string[] {
  const home = createRequire(import.meta.url).resolve('@expo-google-fonts/noto-naskh-arabic/package.json');
  return WEIGHTS.map((weight) => path.join(path.dirname(home), weight));
}

import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CompileDocArgs, NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { BINDING_TEMPLATE, LETTER_TEMPLATE } from './letter.template.js';
import type { TypesetLetter } from './typeset.letter.js';

const WEIGHTS = ['400Regular', '600SemiBold'];
/** PDF/A-2u: for keeping, with text that can be searched. Source: ISO 19005-2. */
const ARCHIVAL = 'a-2u';

let compiler: NodeCompiler | null = null;

/** The letter as PDF/A. The same letter gives the same document. */
export async function pdfOf(letter: TypesetLetter): Promise<Buffer> {
  const typst = await typesetter();
  return typst.pdf(source(letter), { pdfStandard: ARCHIVAL, creationTimestamp: letter.madeAt });
}

/** The letter as one SVG picture, page below page. */
export async function svgOf(letter: TypesetLetter): Promise<string> {
  return (await typesetter()).plainSvg(source(letter));
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

function source(letter: TypesetLetter): CompileDocArgs {
  return { mainFileContent: LETTER_TEMPLATE, inputs: { letter: JSON.stringify(letter) } };
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

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './processes.js';

/** One source file of the project. */
export interface SourceFile {
  /** Path below the clone, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** A place in the sources, as a person can jump to: `path:line what`. */
export type Finding = string;

const LEFT_OUT = new Set(['node_modules', 'dist', 'fixtures', 'migrations', 'generated', 'locales']);

/** All files below `folders` whose name matches, without fixtures, migrations and generated ones. */
export function sourcesBelow(folders: readonly string[], name: RegExp): SourceFile[] {
  return folders
    .flatMap(pathsBelow)
    .filter((path) => name.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

function pathsBelow(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return LEFT_OUT.has(entry.name) ? [] : pathsBelow(path);
  });
}

function entriesOf(folder: string) {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return [];
  }
}

export function parse(file: SourceFile): ts.SourceFile {
  const kind = file.path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true, kind);
}

/** Calls `visit` for every node of the file, parents first. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

/** Collects what `look` finds, in all nodes of all files. */
export function findings(
  files: readonly SourceFile[],
  look: (node: ts.Node, file: SourceFile) => string | undefined,
): Finding[] {
  return files.flatMap((file) => {
    const parsed = parse(file);
    const found: Finding[] = [];
    walk(parsed, (node) => {
      const what = look(node, file);
      if (what) found.push(`${file.path}:${lineOf(parsed, node.getStart())} ${what}`);
    });
    return found;
  });
}

export function lineOf(file: ts.SourceFile, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line + 1;
}

/** What a node imports: static, re-exporting and dynamic imports. */
export function importedFrom(node: ts.Node): string | undefined {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
    return ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
  }
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return undefined;
  const [argument] = node.arguments;
  return argument && ts.isStringLiteral(argument) ? argument.text : undefined;
}

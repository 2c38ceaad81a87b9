import { describe, expect, it } from '@jest/globals';
import { posix } from 'node:path';
import ts from 'typescript';
import { findings, importedFrom, lineOf, parse, sourcesBelow } from './support/sources.js';
import type { Finding, SourceFile } from './support/sources.js';

const everything = sourcesBelow(['apps', 'libs', 'config', 'scripts', 'test', 'docker'], /\.(tsx?|mjs|css)$/);
const code = everything.filter((file) => /\.tsx?$/.test(file.path));
const isTest = (file: SourceFile) =>
  /\.(spec|medium)\.tsx?$/.test(file.path) || file.path.startsWith('test/');
const production = code.filter((file) => !isTest(file));
const libs = new Set(
  production.filter((file) => file.path.startsWith('libs/')).map((file) => partOf(file.path)),
);

/** The lib or the app that a path belongs to: `libs/domain`, `apps/console`, `config`. */
function partOf(path: string): string {
  const [area = '', name = ''] = path.split('/');
  return area === 'libs' || area === 'apps' ? `${area}/${name}` : area;
}

const foundation = ['platform', 'lanes', 'access'] as const;
const stages = [
  'intake',
  'conversations',
  'routing',
  'delivery',
  'realtime',
  'directory',
  'letters',
  'calls',
  'upkeep',
  'reception',
  'reporting',
] as const;
const basis = ['config', 'domain', 'contracts', 'database', 'platform'] as const;
const stageBasis = ['config', 'domain', 'contracts', 'database', ...foundation, ...stages] as const;
const withChannels = [...stageBasis, 'channels', 'channels/channel'] as const;

/** Who may import whom, by alias (`@sila/…`). ARCHITECTURE.md, "Folders". */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'libs/domain': [],
  'libs/contracts': ['domain'],
  'libs/channels': ['domain'],
  'libs/database': ['domain'],
  'libs/platform': basis,
  'libs/lanes': basis,
  'libs/access': basis,
  'libs/intake': withChannels,
  'libs/delivery': withChannels,
  'libs/directory': withChannels,
  'libs/letters': withChannels,
  'libs/calls': withChannels,
  'libs/upkeep': withChannels,
  'libs/reception': withChannels,
  'libs/reporting': stageBasis,
  'libs/conversations': stageBasis,
  'libs/routing': stageBasis,
  'libs/realtime': stageBasis,
  'apps/console': ['domain', 'contracts'],
  'apps/widget': ['domain', 'contracts'],
  'apps/portal': ['domain', 'contracts'],
  'apps/simulator': ['config', 'domain', 'contracts', 'platform'],
  'apps/api': ['config', ...withChannels],
  'apps/worker': ['config', ...withChannels],
  'apps/standalone': ['config', ...withChannels],
  config: ['domain'],
};

/** Which app may reach into another one's folder: standalone is the others in one process. */
const mayReachInto: Readonly<Record<string, readonly string[]>> = {
  'apps/standalone': ['apps/api', 'apps/worker', 'apps/simulator'],
};

const expectNone = (found: readonly Finding[]) => expect(found).toEqual([]);

describe('who imports whom', () => {
  it('has a row for every part', () => {
    const parts = new Set(production.map((file) => partOf(file.path)).filter((part) => part !== 'scripts'));
    expectNone([...parts].filter((part) => !(part in mayImport)));
  });

  it('follows the table', () => {
    const look = (node: ts.Node, file: SourceFile) => {
      const name = importedFrom(node);
      if (!name?.startsWith('@sila/')) return undefined;
      const allowed = mayImport[partOf(file.path)] ?? [];
      return allowed.includes(name.slice('@sila/'.length)) ? undefined : `imports ${name}`;
    };
    expectNone(findings(production, look));
  });

  it('stays in its own folder with relative paths', () => {
    const look = (node: ts.Node, file: SourceFile) => {
      const name = importedFrom(node);
      if (!name?.startsWith('.')) return undefined;
      const [from, to] = [partOf(file.path), partOf(posix.join(posix.dirname(file.path), name))];
      return from === to || mayReachInto[from]?.includes(to) ? undefined : `imports ${name}`;
    };
    expectNone(findings(production, look));
  });

  it('lets one channel know nothing of another', () => {
    const channels = production.filter((file) => /^libs\/channels\/[^/]+\//.test(file.path));
    const look = (node: ts.Node, file: SourceFile) => {
      const name = importedFrom(node);
      if (!name?.startsWith('.')) return undefined;
      const target = posix.join(posix.dirname(file.path), name);
      const own = `${file.path.split('/').slice(0, 3).join('/')}/`;
      const isPort = /^libs\/channels\/(?!index)[^/]+$/.test(target);
      const isShared = /^libs\/channels\/providers\/[^/]+\//.test(target);
      return target.startsWith(own) || isPort || isShared ? undefined : `imports ${name}`;
    };
    expectNone(findings(channels, look));
  });

  it('keeps the rules free of everything but themselves', () => {
    const domain = production.filter((file) => partOf(file.path) === 'libs/domain');
    const look = (node: ts.Node) => {
      const name = importedFrom(node);
      return name === undefined || name.startsWith('./') ? undefined : `imports ${name}`;
    };
    expectNone(findings(domain, look));
  });

  it('has no circles', () => {
    const edges = new Map([...libs].map((lib) => [lib, importedLibs(lib)]));
    const reaches = (from: string, goal: string, seen: Set<string>): boolean =>
      [...(edges.get(from) ?? [])].some((next) => {
        if (next === goal) return true;
        if (seen.has(next)) return false;
        return reaches(next, goal, seen.add(next));
      });
    expectNone([...libs].filter((lib) => reaches(lib, lib, new Set())));
  });
});

function importedLibs(lib: string): Set<string> {
  const found = new Set<string>();
  findings(
    production.filter((file) => partOf(file.path) === lib),
    (node) => {
      const target = /^@sila\/([a-z-]+)/.exec(importedFrom(node) ?? '')?.[1];
      if (target) found.add(`libs/${target}`);
      return undefined;
    },
  );
  return found;
}

describe('sizes', () => {
  const FILE_LINES = 300;
  const FUNCTION_LINES = 40;

  it(`has no file of more than ${FILE_LINES} lines`, () => {
    const lines = (file: SourceFile) => file.text.trimEnd().split('\n').length;
    const long = everything.filter((file) => lines(file) > FILE_LINES);
    expectNone(long.map((file) => `${file.path} has ${lines(file)} lines`));
  });

  it(`has no function of more than ${FUNCTION_LINES} lines`, () => {
    const long = everything
      .filter((file) => !file.path.endsWith('.css'))
      .flatMap((file) => longFunctions(file, FUNCTION_LINES));
    expectNone(long);
  });
});

function longFunctions(file: SourceFile, limit: number): Finding[] {
  const parsed = parse(file);
  return findings([file], (node) => {
    if (!ts.isFunctionLike(node) || isDescribe(node.parent) || onlyDescribes(node)) return undefined;
    const lines = lineOf(parsed, node.getEnd()) - lineOf(parsed, node.getStart()) + 1;
    return lines > limit ? `a function of ${lines} lines` : undefined;
  });
}

/** A group of tests that several files share: nothing but one `describe`. */
function onlyDescribes(node: ts.FunctionLikeDeclaration | ts.SignatureDeclaration): boolean {
  const body = 'body' in node ? node.body : undefined;
  const [only, ...others] = body && ts.isBlock(body) ? body.statements : [];
  return (
    only !== undefined && others.length === 0 && ts.isExpressionStatement(only) && isDescribe(only.expression)
  );
}

function isDescribe(node: ts.Node): boolean {
  return ts.isCallExpression(node) && /\bdescribe\b/.test(node.expression.getText());
}

describe('the environment', () => {
  it('is read in config/env.ts only', () => {
    const readers = production.filter(
      (file) => file.path !== 'config/env.ts' && !file.path.endsWith('vite.config.ts'),
    );
    const look = (node: ts.Node) =>
      ts.isPropertyAccessExpression(node) && node.getText() === 'process.env'
        ? 'reads process.env'
        : undefined;
    expectNone(findings(readers, look));
  });
});

describe('exports', () => {
  it('have names', () => {
    const servers = production.filter((file) =>
      /^(libs|config|apps\/(api|worker|standalone|simulator)\/src)\/(?!page\/)/.test(file.path),
    );
    const look = (node: ts.Node) => {
      const isDefault = ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(isDefaultKeyword);
      return isDefault || ts.isExportAssignment(node) ? 'is a default export' : undefined;
    };
    expectNone(findings(servers, look));
  });
});

function isDefaultKeyword(modifier: ts.Modifier): boolean {
  return modifier.kind === ts.SyntaxKind.DefaultKeyword;
}

describe('channels', () => {
  const names = new Set(
    production
      .map((file) => /^libs\/channels\/([^/]+)\//.exec(file.path)?.[1])
      .filter((name) => name !== undefined),
  );
  const isName = (node: ts.Node) => ts.isStringLiteralLike(node) && names.has(node.text);
  /** `email` is a kind of address as well: there only the other side tells whether a channel is meant. */
  const meansChannel = (name: ts.Node, other: ts.Node) =>
    isName(name) && (name.getText().includes('-') || /channel/i.test(other.getText()));

  it('are asked for their capabilities, never for their name', () => {
    const outside = production.filter((file) => !/^(libs\/channels|apps\/simulator)\//.test(file.path));
    const look = (node: ts.Node) => {
      if (ts.isCaseClause(node))
        return meansChannel(node.expression, node.parent.parent.expression) ? 'compares' : undefined;
      if (!ts.isBinaryExpression(node) || !/^[!=]==?$/.test(node.operatorToken.getText())) return undefined;
      const { left, right } = node;
      return meansChannel(left, right) || meansChannel(right, left) ? 'compares' : undefined;
    };
    expectNone(findings(outside, look));
  });
});

describe('styles', () => {
  const physical =
    /(^|[\s;{])((margin|padding|border|scroll-margin|scroll-padding)-(left|right)[\w-]*|border-(top|bottom)-(left|right)-radius|left|right)\s*:|(text-align|float|clear)\s*:\s*(left|right)\b/;
  const inline = /\b(margin|padding|border)(Left|Right)\b|textAlign:\s*['"](left|right)['"]/;

  it('say start and end, not left and right, so that they mirror', () => {
    const styles = everything.filter((file) => /^apps\/.*\.css$/.test(file.path));
    expectNone(styles.flatMap((file) => matchingLines(file, physical)));
  });

  it('do so in components as well', () => {
    const components = production.filter((file) => file.path.endsWith('.tsx'));
    expectNone(components.flatMap((file) => matchingLines(file, inline)));
  });
});

function matchingLines(file: SourceFile, pattern: RegExp): Finding[] {
  const withoutComments = file.text.replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''));
  return withoutComments
    .split('\n')
    .flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1} ${line.trim()}`] : []));
}

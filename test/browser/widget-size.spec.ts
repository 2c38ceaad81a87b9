import { beforeAll, describe, expect, it } from '@jest/globals';
import { visitorMessage, visitorMessages, visitorReceipts, visitorSession } from '@sila/contracts';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../..');

/** Thousand bytes that travel, compressed as the api sends them. */
function kilobytes(file: string): number {
  return gzipSync(readFileSync(join(ROOT, 'dist/widget', file)), { level: 9 }).length / 1000;
}

function keysOf(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(keysOf);
  if (schema === null || typeof schema !== 'object') return [];
  const { properties = {} } = schema as { readonly properties?: object };
  return [...Object.keys(properties), ...Object.values(schema).flatMap(keysOf)];
}

describe('The built website chat', () => {
  beforeAll(() => {
    execFileSync(process.execPath, ['scripts/build.mjs', 'widget'], { cwd: ROOT });
  }, 120_000);

  it('stays small: loader 1.5 kB, panel 13 kB', () => {
    expect(kilobytes('loader.js')).toBeLessThanOrEqual(1.5);
    expect(kilobytes('panel.js')).toBeLessThanOrEqual(13);
  });

  it('keeps the names that travel', () => {
    const schemas = [visitorSession, visitorMessage, visitorMessages, visitorReceipts];
    const travelling = keysOf(schemas.map((schema) => z.toJSONSchema(schema)));
    const config = readFileSync(join(ROOT, 'apps/widget/vite.config.ts'), 'utf8');
    const shortened = new Set(/`\^\((\$\{[\s\S]*?)\)\$`/.exec(config)?.[1]?.match(/\w+/g));
    expect(shortened.size).toBeGreaterThan(50);
    expect(travelling.filter((name) => shortened.has(name))).toEqual([]);
    const views = readdirSync(join(ROOT, 'apps/widget/src/view')).filter((name) => name.endsWith('.tsx'));
    const code = views.map((name) => readFileSync(join(ROOT, 'apps/widget/src/view', name), 'utf8')).join('');
    const handlers = code.match(/\bon[A-Z]\w+(?==)/g) ?? [];
    expect(handlers.filter((name) => shortened.has(name))).toEqual([]);
  });

  it('has no markup from data, no eval and no address but its own', () => {
    const code = ['loader.js', 'panel.js']
      .map((file) => readFileSync(join(ROOT, 'dist/widget', file), 'utf8'))
      .join('');
    expect(code).not.toMatch(/insertAdjacentHTML|document\.write|\beval\(|new Function/);
    const addresses = code.match(/https?:\/\/[\w.-]+/g) ?? [];
    expect(new Set(addresses)).toEqual(
      new Set(addresses.filter((address) => address === 'http://www.w3.org')),
    );
  });
});

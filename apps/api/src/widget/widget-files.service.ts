import { Injectable } from '@nestjs/common';
import { sha256 } from '@sila/platform';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** A built script, ready to be sent. */
export interface WidgetFile {
  readonly plain: Buffer;
  readonly zipped: Buffer;
  readonly etag: string;
}

const NAMES = ['loader', 'panel'];

/** Where the build puts the widget, seen from the build and from the sources. */
const PLACES = ['../../../../widget', '../../../../dist/widget'].map((place) =>
  fileURLToPath(new URL(place, import.meta.url)),
);

/** Reads the widget's scripts once and keeps them in memory: together they are smaller than a picture. */
@Injectable()
export class WidgetFiles {
  private readonly kept = new Map<string, WidgetFile>();

  /** Null for every other name, and while the widget is not built. */
  async find(name: string): Promise<WidgetFile | null> {
    const kept = this.kept.get(name);
    if (kept || !NAMES.includes(name)) return kept ?? null;
    const path = PLACES.map((place) => join(place, `${name}.js`)).find((candidate) => existsSync(candidate));
    if (!path) return null;
    const plain = await readFile(path);
    const file = { plain, zipped: gzipSync(plain, { level: 9 }), etag: `"${sha256(plain).slice(0, 24)}"` };
    this.kept.set(name, file);
    return file;
  }
}

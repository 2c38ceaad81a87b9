import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Two files, one per run: an IIFE holds exactly one entry. `ENTRY` is `loader` or `panel`. */
const entry = process.env['ENTRY'] === 'panel' ? 'panel' : 'loader';

export default defineConfig({
  root: here('.'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: {
    alias: {
      '@sila/contracts': here('../../libs/contracts/index.ts'),
      '@sila/domain': here('../../libs/domain/index.ts'),
    },
  },
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: here('../../dist/widget'),
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    lib: {
      entry: here(entry === 'panel' ? 'src/panel.tsx' : 'src/loader.ts'),
      formats: ['iife'],
      name: entry === 'panel' ? 'SilaPanel' : 'SilaLoader',
      fileName: () => `${entry}.js`,
    },
  },
});

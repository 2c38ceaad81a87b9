import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Builds the page on which people play the beneficiary into `dist/simulator-page`. */
export default defineConfig({
  root: here('.'),
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('../../../../dist/simulator-page'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
  },
});

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  base: '/portal/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: {
    alias: {
      '@sila/contracts': here('../../libs/contracts/index.ts'),
      '@sila/domain': here('../../libs/domain/index.ts'),
      // One file of colours, fonts and sizes for all web apps.
      '@sila/look.css': here('../console/src/ui/tokens.css'),
    },
  },
  build: {
    outDir: here('../../dist/portal'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/portal/api': process.env['API_URL'] ?? 'http://127.0.0.1:3000' },
  },
});

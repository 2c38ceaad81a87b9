import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** React Aria speaks thirty languages; only those of the console go into the bundle. */
function consoleLanguagesOnly(): Plugin {
  const others = /[\\/]intl[\\/].*[\\/](?!ar-AE|en-US)[a-z]{2}-[A-Z]{2}\.m?js$/;
  return {
    name: 'console-languages-only',
    enforce: 'pre',
    load: (id) => (others.test(id) ? 'export default {};' : null),
  };
}

export default defineConfig({
  root: here('.'),
  base: '/',
  plugins: [
    consoleLanguagesOnly(),
    react({ babel: { plugins: ['@lingui/babel-plugin-lingui-macro'] } }),
    lingui({ configPath: here('lingui.config.ts') }),
  ],
  resolve: {
    alias: {
      '@sila/domain': here('../../libs/domain/index.ts'),
      '@sila/contracts': here('../../libs/contracts/index.ts'),
    },
  },
  build: {
    outDir: here('../../dist/console'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2023',
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      // The kit has no effects on import, so that a screen loads only the parts of it that it uses.
      treeshake: { moduleSideEffects: [{ test: /\/src\/ui\/[^/]+\.tsx?$/, sideEffects: false }] },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': process.env.API_URL ?? 'http://127.0.0.1:3000',
      '/socket.io': { target: process.env.API_URL ?? 'http://127.0.0.1:3000', ws: true },
    },
  },
});

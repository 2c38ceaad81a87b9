import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  base: '/',
  plugins: [
    react({ babel: { plugins: ['@lingui/babel-plugin-lingui-macro'] } }),
    lingui({ configPath: here('lingui.config.ts') }),
  ],
  resolve: {
    alias: {
      '@sila/domain': here('../../libs/domain/index.ts'),
      '@sila/contracts': here('../../libs/contracts/index.ts'),
    },
  },
  build: { outDir: here('../../dist/console'), emptyOutDir: true, assetsInlineLimit: 0, target: 'es2023' },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': process.env.API_URL ?? 'http://127.0.0.1:3000',
      '/socket.io': { target: process.env.API_URL ?? 'http://127.0.0.1:3000', ws: true },
    },
  },
});

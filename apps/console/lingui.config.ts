import { defineConfig } from '@lingui/cli';

/** Two catalogs, so that the screens of the app and the kit with its pages can be translated side by side. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'ar'],
  rootDir: import.meta.dirname,
  catalogs: [
    {
      path: '<rootDir>/src/locales/app/{locale}',
      include: ['<rootDir>/src'],
      exclude: ['<rootDir>/src/ui/**', '<rootDir>/src/pages/**'],
    },
    {
      path: '<rootDir>/src/locales/pages/{locale}',
      include: ['<rootDir>/src/ui', '<rootDir>/src/pages'],
    },
  ],
  format: 'po',
  formatOptions: { lineNumbers: false },
});

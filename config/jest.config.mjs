import { dirname } from 'node:path';

const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      keepClassNames: true,
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
    swcrc: false,
  },
];

const rootDir = dirname(import.meta.dirname);

const base = {
  rootDir,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': swc },
  moduleNameMapper: {
    '^@sila/config$': '<rootDir>/config/env.ts',
    '^@sila/channels/channel$': '<rootDir>/libs/channels/channel.ts',
    '^@sila/([a-z-]+)$': '<rootDir>/libs/$1/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

const project = (displayName, testMatch) => ({ ...base, displayName, testMatch });

/** A project whose tests share one local PostgreSQL server; each file takes a fresh database of it. */
const projectWithDatabase = (displayName, testMatch) => ({
  ...project(displayName, testMatch),
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
});

/** One project per kind of test; `node scripts/test.mjs` runs them in this order. */
export default {
  rootDir,
  // A busy machine is slow, not wrong; what must be quick says so itself.
  testTimeout: 30_000,
  testSequencer: '<rootDir>/config/jest.sequencer.mjs',
  projects: [
    project('rules', [
      '<rootDir>/libs/!(channels)/**/*.spec.ts',
      '<rootDir>/apps/{console,portal,widget}/**/*.spec.ts',
      '<rootDir>/test/*.spec.ts',
      '<rootDir>/config/*.spec.ts',
    ]),
    project('contract', ['<rootDir>/libs/channels/**/*.spec.ts', '<rootDir>/apps/simulator/**/*.spec.ts']),
    projectWithDatabase('corpora', ['<rootDir>/test/corpora/**/*.spec.ts']),
    projectWithDatabase('medium', ['<rootDir>/test/medium/**/*.spec.ts']),
    projectWithDatabase('e2e', ['<rootDir>/test/e2e/**/*.spec.ts']),
    projectWithDatabase('browser', ['<rootDir>/test/browser/**/*.spec.ts']),
    projectWithDatabase('faults', ['<rootDir>/test/faults/**/*.spec.ts']),
  ],
};

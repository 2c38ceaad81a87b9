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

const base = {
  rootDir: '..',
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

/** One project per kind of test; `node scripts/test.mjs` runs them in this order. */
export default {
  rootDir: '..',
  projects: [
    project('rules', [
      '<rootDir>/libs/{domain,contracts,lanes,platform,access,routing}/**/*.spec.ts',
      '<rootDir>/test/*.spec.ts',
      '<rootDir>/config/*.spec.ts',
    ]),
    project('contract', ['<rootDir>/libs/channels/**/*.spec.ts']),
    project('corpora', ['<rootDir>/test/corpora/**/*.spec.ts']),
    project('medium', ['<rootDir>/test/medium/**/*.spec.ts']),
    project('e2e', ['<rootDir>/test/e2e/**/*.spec.ts']),
    project('browser', ['<rootDir>/test/browser/**/*.spec.ts']),
    project('faults', ['<rootDir>/test/faults/**/*.spec.ts']),
  ],
};

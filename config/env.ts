import { z } from 'zod';

const flag = (fallback: boolean) =>
  z
    .enum(['on', 'off', 'true', 'false', '1', '0'])
    .transform((value) => ['on', 'true', '1'].includes(value))
    .default(fallback);

const secretText = z.string().min(1);

/** Every setting of the processes. What a person changes while Sila runs is a setting in the database instead. */
const schema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must start with redis:// or rediss://')
    .optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  /** The address people and providers use. */
  PUBLIC_URL: z.url().optional(),
  DATA_DIR: z.string().default('data'),
  /** Below it scanners and other devices of the house leave files, each in a folder that a channel account names. */
  DROP_DIR: z.string().optional(),
  /** Encrypts secrets and signs links; at least 32 characters of chance. */
  SILA_SECRET: secretText.optional(),
  SILA_ADMIN_EMAIL: z.string().optional(),
  SILA_ADMIN_PASSWORD: z.string().optional(),
  SIMULATOR: flag(true),
  SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Number of proxies in front whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(16),
  INTAKE_POOL: z.coerce.number().int().min(1).max(20).default(6),
  /** S3-compatible store for attachments instead of DATA_DIR: s3+https://KEY:SECRET@host/bucket?region=… */
  FILE_STORE_URL: z
    .string()
    .regex(/^s3\+https?:\/\//, 'must start with s3+https://')
    .optional(),
  /** How often each provider is asked what its webhook did not tell, in milliseconds. */
  RECONCILE_EVERY_MS: z.coerce.number().int().min(1_000).default(3_600_000),
  /** After so many milliseconds without an open door for webhooks providers are asked at once. */
  RECONCILE_GAP_MS: z.coerce.number().int().min(200).default(120_000),
  /** How often a worker looks after the channels: reconciliations that are due, the count of the day; in milliseconds. */
  UPKEEP_EVERY_MS: z.coerce.number().int().min(100).default(30_000),
  /** Shifts the clock by milliseconds; for tests only. */
  SILA_TEST_CLOCK_SHIFT_MS: z.coerce.number().int().optional(),
  /** Divides undo times, back-off and the like; for tests only. */
  SILA_TEST_HASTE: z.coerce.number().min(1).optional(),
});

type Parsed = z.output<typeof schema>;

/** The settings of this process; `publicUrl` has no trailing slash. */
export interface Env extends Omit<Parsed, 'PUBLIC_URL' | 'SILA_SECRET'> {
  readonly PUBLIC_URL: string;
  readonly SILA_SECRET: string;
  /** True in the one-machine trial started by `npm start`. */
  readonly standalone: boolean;
  readonly production: boolean;
}

const DEVELOPMENT_SECRET = 'sila-development-secret-not-for-production';

/**
 * Reads the environment, the only place that does. All faults are reported in one error, each on a line. In
 * production a missing or weak secret, a missing database and test-only settings are refused.
 */
export function readEnv(
  source: NodeJS.ProcessEnv = process.env,
  options: { standalone?: boolean } = {},
): Env {
  const result = schema.safeParse(dropEmpty(source));
  const faults = result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const standalone = options.standalone ?? false;
  if (result.success) faults.push(...policyFaults(result.data, standalone));
  if (!result.success || faults.length > 0) throw new EnvError(faults);
  const env = result.data;
  return {
    ...env,
    PUBLIC_URL: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    SILA_SECRET: env.SILA_SECRET ?? DEVELOPMENT_SECRET,
    standalone,
    production: env.NODE_ENV === 'production' && !standalone,
  };
}

/** The environment can't be used; `faults` has one line for each reason. */
export class EnvError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The environment can't be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'EnvError';
  }
}

function policyFaults(env: Parsed, standalone: boolean): string[] {
  const faults: string[] = [];
  if (!standalone && !env.DATABASE_URL)
    faults.push('DATABASE_URL: missing; npm start brings its own database, the api and the worker do not');
  if (env.NODE_ENV !== 'production') return faults;
  if (!standalone && !env.SILA_SECRET)
    faults.push('SILA_SECRET: missing; make one with: openssl rand -base64 48');
  if (env.SILA_SECRET && isWeak(env.SILA_SECRET))
    faults.push('SILA_SECRET: weak; at least 32 characters of chance are needed');
  if (!standalone && !env.PUBLIC_URL)
    faults.push('PUBLIC_URL: missing; the address under which people and providers reach Sila');
  for (const name of ['SILA_TEST_CLOCK_SHIFT_MS', 'SILA_TEST_HASTE'] as const)
    if (env[name] !== undefined) faults.push(`${name}: only for tests`);
  return faults;
}

function isWeak(secret: string): boolean {
  return secret.length < 32 || new Set(secret).size < 12 || secret === DEVELOPMENT_SECRET;
}

function dropEmpty(source: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(source).flatMap(([key, value]) => (value ? [[key, value] as const] : [])),
  );
}

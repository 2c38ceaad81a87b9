import type { LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';

/** Fields that may be logged: ids, counts, codes. Never names, addresses, texts, tokens. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Structured log on standard output, one JSON line an entry. */
export class Log implements LoggerService {
  private readonly pino: Logger;

  constructor(level: string, process: string) {
    this.pino = pino({ level, base: { process }, timestamp: pino.stdTimeFunctions.isoTime });
  }

  info(message: string, fields: LogFields = {}): void {
    this.pino.info(fields, message);
  }

  warn(message: unknown, fields?: unknown): void {
    this.pino.warn(asFields(fields), String(message));
  }

  /** Logs an error by its class and code only: messages of errors may quote people's data. */
  fail(message: string, error: unknown, fields: LogFields = {}): void {
    this.pino.error({ ...fields, ...describe(error) }, message);
  }

  log(message: unknown, context?: unknown): void {
    this.pino.debug(asFields(context), String(message));
  }

  error(message: unknown, stack?: unknown, context?: unknown): void {
    this.pino.error(
      { ...asFields(context), stack: typeof stack === 'string' ? framesOf(stack) : undefined },
      firstLine(message),
    );
  }
}

function asFields(value: unknown): Record<string, unknown> {
  if (typeof value === 'string') return { context: value };
  return value !== null && typeof value === 'object' ? { ...value } : {};
}

function firstLine(value: unknown): string {
  return String(value instanceof Error ? value.name : value).split('\n', 1)[0] ?? '';
}

function describe(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  return { error: error.name, code, at: framesOf(error.stack ?? '') };
}

/** The frames of a stack without its message. */
function framesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 6)
    .map((line) => line.trim())
    .join(' < ');
}

import { DomainError } from '@sila/domain';

/** How a command was asked to answer. */
export interface OutputOptions {
  readonly json?: boolean;
}

/** One line of a table. */
export type Line = Readonly<Record<string, string | number | boolean | null>>;

/** Prints rows as a table for people, or `value` as JSON for scripts. */
export function print(options: OutputOptions, value: unknown, lines: readonly Line[]): void {
  process.stdout.write(options.json ? `${JSON.stringify(value, null, 2)}\n` : table(lines));
}

/** Prints one sentence for people, or `value` as JSON for scripts. */
export function say(options: OutputOptions, value: unknown, sentence: string): void {
  process.stdout.write(options.json ? `${JSON.stringify(value, null, 2)}\n` : `${sentence}\n`);
}

function table(lines: readonly Line[]): string {
  const columns = Object.keys(lines[0] ?? {});
  if (columns.length === 0) return 'Nothing.\n';
  const rows = [columns, ...lines.map((line) => columns.map((column) => cell(line[column])))];
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => (row[index] ?? '').length)));
  const text = rows.map((row) =>
    row
      .map((one, index) => one.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${text.join('\n')}\n`;
}

function cell(value: Line[string] | undefined): string {
  if (value === true) return 'yes';
  return value === null || value === undefined || value === false ? '-' : String(value);
}

/** A refusal in words for the terminal. */
export function explain(error: unknown): string {
  if (!(error instanceof DomainError)) return error instanceof Error ? error.message : String(error);
  const issues = error.details['issues'];
  if (Array.isArray(issues))
    return issues
      .map((issue: { path: string; message: string }) => `${issue.path}: ${issue.message}`)
      .join('\n');
  const details = Object.entries(error.details).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return [error.code, ...details].join(', ');
}

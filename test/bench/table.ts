import type { Report } from './figures.js';

/** The report for people. */
export function tableOf(report: Report): string {
  const { name, store, size, runs, machine } = report;
  const head = ['', 'ours', 'floor', 'ratio', 'spread'];
  const names = [...new Set([...Object.keys(report.ours), ...Object.keys(report.floor)])];
  const rows = names.map((figure) => [
    figure,
    shown(report.ours[figure]),
    shown(report.floor[figure]),
    shown(report.ratio[figure]),
    percent(report.spread[figure]),
  ]);
  return [
    `${name} · queue store: ${store} · size ${size} · medians of ${runs} runs; rates per second, times in ms`,
    ...aligned([head, ...rows]),
    '',
    ...report.goals.map(({ goal, value, met }) => `${met ? '✓' : '✗'} ${goal}: ${shown(value)}`),
    ...report.notes.map((note) => `· ${note}`),
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryMiB} MiB, node ${machine.node}, load before: ${machine.loadBefore}`,
  ].join('\n');
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart((widths[column] ?? 0) + 2),
      )
      .join(''),
  );
}

function shown(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  return value >= 1_000 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

function percent(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '–' : `${Math.round(value * 100)} %`;
}

import { parseArgs } from 'node:util';
import { intakeBench } from './intake.bench.js';
import { fanoutBench } from './fanout.bench.js';
import { listBench } from './list.bench.js';
import { liveBench } from './live.bench.js';
import { ocrBench } from './ocr.bench.js';
import { portalBench } from './portal.bench.js';
import { queueBench } from './queue.bench.js';
import { screenBench } from './screen.bench.js';
import { tableOf } from './table.js';
import type { BenchOptions } from './ground.js';
import type { Report } from './figures.js';

const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<Report>>> = {
  intake: intakeBench,
  screen: screenBench,
  list: listBench,
  fanout: fanoutBench,
  ocr: ocrBench,
  portal: portalBench,
  queue: queueBench,
  live: liveBench,
};

const USAGE = `npm run bench -- ${Object.keys(BENCHES).join('|')} [--redis] [--json] [--size <n>] [--runs <n>] [--profile <folder>]`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      redis: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      size: { type: 'string' },
      profile: { type: 'string' },
      runs: { type: 'string', default: '5' },
    },
  });
  const bench = BENCHES[positionals[0] ?? ''];
  if (!bench || positionals.length !== 1) throw new Error(USAGE);
  const size = values.size === undefined ? {} : { size: Number(values.size) };
  const profile = values.profile === undefined ? {} : { profile: values.profile };
  const report = await bench({ redis: values.redis, runs: Number(values.runs), ...size, ...profile });
  process.stdout.write(`${values.json ? JSON.stringify(report) : tableOf(report)}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
process.exit();

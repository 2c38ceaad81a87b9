import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { basename, dirname, join } from 'node:path';

/** Loaded before a process of Sila: writes a CPU profile of its whole life into `SILA_BENCH_PROFILE`. */
const folder = process.env['SILA_BENCH_PROFILE'] ?? '.';
const app = basename(dirname(dirname(process.argv[1] ?? '')));
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.start');
process.once('exit', () => {
  session.post('Profiler.stop', (_error, { profile }) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${app}-${process.pid}.cpuprofile`), JSON.stringify(profile));
  });
});

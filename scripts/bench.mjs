/**
 * `npm run bench -- intake|screen|list|fanout|ocr|portal|queue|live [--redis] [--json] [--size <n>] [--runs <n>] [--profile <folder>]`: measures Sila
 * beside the least work that could give the same result, in the same run. Builds first what is out of date; progress goes to stderr.
 */
import { build, root } from './build.mjs';

process.chdir(root);
if (!(await build({ names: ['server', 'portal'], say: (line) => console.error(line) }))) process.exit(1);
process.setSourceMapsEnabled(true);
await import('../dist/test/bench/main.js');

/**
 * `npm start`: builds what is out of date, then runs Sila with its own PostgreSQL in this process, which therefore gets
 * every signal itself.
 */
import { build, root } from './build.mjs';

process.chdir(root);
if (!(await build())) {
  console.error('Sila was not started, because it could not be built.');
  process.exit(1);
}
process.setSourceMapsEnabled(true);
await import('../dist/apps/standalone/src/main.js');

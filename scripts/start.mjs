/**
 * `npm start`: builds what is out of date, then runs Sila with its own PostgreSQL in this process.
 */
import { build, root } from './build.mjs';

/** npm passes signals to a shell, which may end without passing them on: then we end as if told to. */
function endWithNpm() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

process.chdir(root);
if (!(await build())) {
  console.error('Sila was not started, because it could not be built.');
  process.exit(1);
}
if (process.env.npm_lifecycle_event) endWithNpm();
process.setSourceMapsEnabled(true);
await import('../dist/apps/standalone/src/main.js');

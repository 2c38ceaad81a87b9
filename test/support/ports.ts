import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that a system takes for outgoing connections, above the last one that browsers refuse. */
const [FIRST, LAST] = [11_000, 32_000];

/** A TCP port on 127.0.0.1 that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((told) => {
    const probe = createServer();
    probe.once('error', () => told(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => told(true)));
  });
}

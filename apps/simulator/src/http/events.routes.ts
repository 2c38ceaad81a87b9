import type { FastifyInstance } from 'fastify';
import type { LedgerEntry } from '../core/ledger.types.js';
import type { World } from '../core/simulator.world.js';

const gatherMs = 150;
const keepAliveMs = 20_000;
const mostLines = 30;

/** `GET /events`: server-sent events, one per burst: `{seq, lines}` with the burst's last ledger lines. */
export const registerEvents = (app: FastifyInstance, world: World): void => {
  app.get('/events', (_request, reply) => {
    const { raw } = reply.hijack();
    raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      connection: 'keep-alive',
    });
    raw.write(': open\n\n');
    const gathering = gather(world, (lines) => {
      raw.write(`data: ${JSON.stringify({ seq: world.ledger.seq, lines })}\n\n`);
    });
    const beat = setInterval(() => raw.write(': still here\n\n'), keepAliveMs);
    raw.once('close', () => {
      clearInterval(beat);
      gathering();
    });
    return reply;
  });
};

/** Collects lines for a moment, then tells the last of them together. Returns the function that stops. */
const gather = (world: World, tell: (lines: readonly LedgerEntry[]) => void): (() => void) => {
  let waiting: LedgerEntry[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    timer = undefined;
    tell(waiting);
    waiting = [];
  };
  const stop = world.ledger.listen((line) => {
    waiting.push(line);
    if (waiting.length > mostLines) waiting.shift();
    timer ??= setTimeout(flush, gatherMs);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
};

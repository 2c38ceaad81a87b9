import type { FastifyReply } from 'fastify';
import type { Fault, FaultsBoard, TwilioOperation } from '../core/faults.board.js';
import type { TimersSet } from '../core/timers.set.js';
import { errorResource } from './message.resource.js';

/** Faults that strike before the request is taken: nothing is accepted. */
const refusing = ['429', '500', 'unanswered', 'reset-before', 'slow'] as const;
/** Faults that strike after it: the message goes out, and Sila can't know. */
const confusing = ['hang', 'reset', 'half-json', 'error-200'] as const;

/** A fault of the REST interface. */
export type RestFault = Fault<(typeof refusing)[number] | (typeof confusing)[number]>;

const defaultHangMs = 60_000;
const defaultSlowMs = 2_000;

/** Applies the programmed faults of the REST interface to one request. */
export class RestFaults {
  constructor(
    private readonly faults: FaultsBoard,
    private readonly timers: TimersSet,
  ) {}

  take(operation: TwilioOperation, to?: string): RestFault | undefined {
    const kinds = operation === 'create' ? ([...refusing, ...confusing] as const) : refusing;
    return this.faults.take(kinds, { operation, ...(to === undefined ? {} : { to }) });
  }

  /** True when the fault has dealt with the request (answered it, or will never): nothing may be accepted. */
  async refuse(fault: RestFault | undefined, reply: FastifyReply): Promise<boolean> {
    switch (fault?.kind) {
      case '429':
        await reply
          .code(429)
          .header('retry-after', String(fault.retryAfter ?? 1))
          .send(errorResource(429, 20429));
        return true;
      case '500':
        await reply.code(500).send(errorResource(500, 20500));
        return true;
      case 'unanswered':
        this.hang(fault, reply);
        return true;
      case 'reset-before':
        reply.hijack().raw.destroy();
        return true;
      case 'slow':
        await this.timers.wait(fault.ms ?? defaultSlowMs);
        return false;
      case 'hang':
      case 'reset':
      case 'half-json':
      case 'error-200':
      case undefined:
        return false;
    }
  }

  /** True when the fault has spoilt the answer to an accepted request. `body` is what would have been answered. */
  async confuse(fault: RestFault | undefined, reply: FastifyReply, body: object): Promise<boolean> {
    switch (fault?.kind) {
      case 'hang':
        this.hang(fault, reply);
        return true;
      case 'reset':
        reply.hijack().raw.destroy();
        return true;
      case 'half-json':
        breakOff(reply, JSON.stringify(body));
        return true;
      case 'error-200':
        await reply.code(200).send({ ...errorResource(500, 20500), status: 'error' });
        return true;
      case '429':
      case '500':
      case 'unanswered':
      case 'reset-before':
      case 'slow':
      case undefined:
        return false;
    }
  }

  /** Keeps the connection open without a word, then drops it. */
  private hang(fault: RestFault, reply: FastifyReply): void {
    const { raw } = reply.hijack();
    this.timers.after(fault.ms ?? defaultHangMs, () => void raw.destroy());
  }
}

/** Sends half of a body whose length was announced in full, and hangs up. */
const breakOff = (reply: FastifyReply, body: string): void => {
  const { raw } = reply.hijack();
  raw.writeHead(201, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  raw.write(body.slice(0, Math.floor(body.length / 2)), () => raw.destroy());
};

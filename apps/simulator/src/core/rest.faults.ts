import type { FastifyReply } from 'fastify';
import type { Fault, FaultOffer, TargetFaults } from './faults.board.js';
import type { TimersSet } from './timers.set.js';

/** Faults that strike before a request is taken: nothing is accepted. */
const refusing = ['429', '500', 'unanswered', 'reset-before', 'slow'] as const;
/** Faults that strike after it: the message goes out, and Sila can't know. */
const confusing = ['hang', 'reset', 'half-json', 'error-200'] as const;

/** Faults of a REST interface that the page offers. */
export const restFaultOffers: readonly FaultOffer[] = [
  { kind: '429', ar: 'يرفض لكثرة الطلبات (429)', en: 'Refuses: too many requests (429)' },
  { kind: '500', ar: 'خطأ في خادم المزوّد (500)', en: 'Provider’s server error (500)' },
  { kind: 'hang', ar: 'يقبل الرسالة ثم لا يجيب', en: 'Accepts, then never answers' },
  { kind: 'reset', ar: 'يقبل الرسالة ثم يقطع الاتصال', en: 'Accepts, then cuts the line' },
  { kind: 'half-json', ar: 'يقبل ويجيب بنصف جواب', en: 'Accepts, answers half a body' },
];

/** The others that `RestFaults` knows. */
export const unlistedRestFaults = ['error-200', 'unanswered', 'reset-before', 'slow'] as const;

/** A fault of a REST interface. */
export type RestFault = Fault<(typeof refusing)[number] | (typeof confusing)[number]>;

/** How a provider words its errors. */
export type RestErrors = {
  /** The body of a 429; `retryAfter` is in seconds, and stands in the header too. */
  tooMany(retryAfter: number): object;
  /** The body of a 500. */
  broken(): object;
  /** What an error looks like that comes with status 200. */
  brokenWith200(): object;
};

const defaultHangMs = 60_000;
const defaultSlowMs = 2_000;

/** Applies the programmed faults of a REST interface to one request. */
export class RestFaults {
  constructor(
    private readonly faults: TargetFaults,
    private readonly timers: TimersSet,
    private readonly errors: RestErrors,
  ) {}

  /** The fault that meets this call. Sending is the operation `create`: only there a request can be accepted and spoilt. */
  take(operation: string, to?: string): RestFault | undefined {
    const kinds = operation === 'create' ? ([...refusing, ...confusing] as const) : refusing;
    return this.faults.take(kinds, { operation, to });
  }

  /** True when the fault has dealt with the request (answered it, or will never): nothing may be accepted. */
  async refuse(fault: RestFault | undefined, reply: FastifyReply): Promise<boolean> {
    const retryAfter = fault?.retryAfter ?? 1;
    switch (fault?.kind) {
      case '429':
        await reply.code(429).header('retry-after', String(retryAfter)).send(this.errors.tooMany(retryAfter));
        return true;
      case '500':
        await reply.code(500).send(this.errors.broken());
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

  /** True when the fault has spoilt the answer to an accepted request. `body` is what would have been answered, with the status that `reply` has. */
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
        await reply.code(200).send(this.errors.brokenWith200());
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
  hang(fault: Pick<Fault, 'ms'>, reply: FastifyReply): void {
    const { raw } = reply.hijack();
    this.timers.after(fault.ms ?? defaultHangMs, () => void raw.destroy());
  }
}

/** Sends half of a body whose length was announced in full, and hangs up. */
const breakOff = (reply: FastifyReply, body: string): void => {
  const { raw } = reply.hijack();
  raw.writeHead(reply.statusCode, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  raw.write(body.slice(0, Math.floor(body.length / 2)), () => raw.destroy());
};

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ChatStore } from '../core/chat.store.js';
import { Journeys } from '../core/message.journey.js';
import { RestFaults, type RestFault } from '../core/rest.faults.js';
import type { World } from '../core/simulator.world.js';
import { accountFor, xAccountKind, type XAccount } from './x.account.js';
import { newId } from './x.events.js';
import type { XPhone } from './x.phone.js';

const windowMs = 900_000;
const mostInWindow = 15;

/** X's own interface: who am I, and a direct message to somebody. */
export class XApi {
  private readonly rest: RestFaults;
  private readonly journeys: Journeys;
  /** When messages were taken in this window, by account. */
  private readonly taken = new Map<string, number[]>();

  constructor(
    private readonly world: World,
    private readonly chats: ChatStore,
    private readonly phone: XPhone,
  ) {
    const problem = (title: string) => ({ title, detail: title, type: 'about:blank' });
    this.rest = new RestFaults(world.faults.at('x'), world.timers, {
      tooMany: () => problem('Too Many Requests'),
      broken: () => problem('Internal Server Error'),
      brokenWith200: () => ({ errors: [problem('Internal Server Error')] }),
    });
    this.journeys = new Journeys(world.timers);
  }

  register(app: FastifyInstance): void {
    app.get('/x/2/users/me', async (request, reply) => {
      const account = this.caller(request);
      if (!account) return unauthorised(reply);
      return { data: { id: account.userId, username: account.username, name: account.username } };
    });
    app.post<{ Params: { id: string } }>('/x/2/dm_conversations/with/:id/messages', (request, reply) =>
      this.take(request, reply),
    );
  }

  /** Of the signature only the key is looked at: whether it is made rightly is proved against the RFC's own example. */
  private caller({ headers }: FastifyRequest): XAccount | undefined {
    const key = /oauth_consumer_key="([^"]+)"/.exec(headers.authorization ?? '')?.[1] ?? '';
    return this.world.accounts
      .of(xAccountKind)
      .find(({ consumerKey }) => consumerKey === decodeURIComponent(key));
  }

  private async take(
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const account = this.caller(request);
    if (!account) return unauthorised(reply);
    const to = request.params.id;
    const fault = this.rest.take('create', to);
    const head = { channel: 'x', messageId: '', from: account.userId, to };
    this.world.ledger.write({
      ...head,
      kind: 'request',
      direction: 'outbound',
      outcome: fault?.kind ?? 'served',
    });
    this.tellLimit(account, reply, fault);
    if (await this.rest.refuse(fault, reply)) return reply;
    if (this.world.faults.at('x').take(['closed-messages'], { to })) return closed(reply);
    const text = z.object({ text: z.string().min(1) }).parse(request.body).text;
    const id = newId();
    this.carry(account, to, id, text);
    const body = { data: { dm_conversation_id: `${account.userId}-${to}`, dm_event_id: id } };
    if (await this.rest.confuse(fault, reply.code(201), body)) return reply;
    return reply.send(body);
  }

  /** Counts the call, and says when the window begins anew; at a refusal by the fault's own time. */
  private tellLimit({ userId }: XAccount, reply: FastifyReply, fault: RestFault | undefined): void {
    const now = this.world.clock.now();
    const recent = [...(this.taken.get(userId) ?? []), now].filter((at) => at > now - windowMs);
    this.taken.set(userId, recent);
    const resetAt =
      fault?.kind === '429' ? now + (fault.retryAfter ?? 1) * 1000 : (recent[0] ?? now) + windowMs;
    void reply.headers({
      'x-rate-limit-limit': String(mostInWindow),
      'x-rate-limit-remaining': String(Math.max(0, mostInWindow - recent.length)),
      'x-rate-limit-reset': String(Math.ceil(resetAt / 1000)),
    });
  }

  private carry(account: XAccount, to: string, id: string, text: string): void {
    const head = { channel: 'x', messageId: id, from: account.userId, to };
    this.world.ledger.write({ ...head, kind: 'message', direction: 'outbound', text });
    this.journeys.start({
      to,
      timings: account.timings,
      obstacle: async () => null,
      fail: () => undefined,
      advance: (status) => {
        if (status === 'sent') void this.echo(account, to, id, text);
      },
      arrive: () => {
        const at = this.world.clock.iso();
        this.chats.add(to, { id, mine: false, text, at, status: 'delivered', media: [] });
        this.world.received.add({ ...head, at, id, text });
        this.world.ledger.write({ ...head, kind: 'arrival', direction: 'outbound', text });
      },
    });
  }

  private async echo(account: XAccount, to: string, id: string, text: string): Promise<void> {
    const { userId, username } = account;
    const from = { id: userId, name: username, username };
    await this.phone.echo(accountFor(this.world, userId), { id, from, to, text, at: this.world.clock.now() });
  }
}

const unauthorised = (reply: FastifyReply): FastifyReply =>
  reply.code(401).send({ title: 'Unauthorized', detail: 'Unauthorized', type: 'about:blank' });

const closed = (reply: FastifyReply): FastifyReply =>
  reply
    .code(403)
    .send({ title: 'Forbidden', detail: 'You cannot send messages to this user.', type: 'about:blank' });

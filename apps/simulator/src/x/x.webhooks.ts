import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { takeForms } from '../core/body.parsers.js';
import type { World } from '../core/simulator.world.js';
import { type XAccount, xAccountKind } from './x.account.js';
import type { XPhone } from './x.phone.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const minute = z.string().regex(/^\d{12}$/);
const period = z.object({ webhook_id: z.string(), from_date: minute, to_date: minute });

/** What the app itself may ask: its token, its webhooks, and what they brought once more. */
export class XWebhooks {
  constructor(
    private readonly world: World,
    private readonly phone: XPhone,
  ) {}

  register(app: FastifyInstance): void {
    takeForms(app);
    app.post('/x/oauth2/token', async ({ headers }, reply) => {
      const keys = Buffer.from(headers.authorization?.replace(/^Basic /, '') ?? '', 'base64').toString();
      const account = this.accounts().find((each) => keys === keysOf(each));
      return account ? { token_type: 'bearer', access_token: tokenOf(account) } : unauthorised(reply);
    });
    app.get('/x/2/webhooks', async (request, reply) => {
      const account = this.caller(request);
      if (!account) return unauthorised(reply);
      const { webhookUrl: url } = account;
      return { data: url === undefined ? [] : [{ id: account.userId, url, valid: true }] };
    });
    app.post('/x/2/webhooks/replay', (request, reply) => this.replay(request, reply));
  }

  private async replay(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const account = this.caller(request);
    if (!account) return unauthorised(reply);
    const asked = period.safeParse(request.body).data;
    const [from, to] = [timeOf(asked?.from_date ?? ''), timeOf(asked?.to_date ?? '')];
    const now = this.world.clock.now();
    const isRight = asked?.webhook_id === account.userId && from < to && from > now - DAY_MS && to <= now;
    if (!isRight)
      return reply.code(400).send({ title: 'Invalid Request', detail: 'Bad period', type: 'about:blank' });
    void this.phone.replay(account.userId, from, to + MINUTE_MS);
    return reply.send({ job_id: String(now), created_at: this.world.clock.iso() });
  }

  private accounts(): readonly XAccount[] {
    return this.world.accounts.of(xAccountKind);
  }

  private caller({ headers }: FastifyRequest): XAccount | undefined {
    return this.accounts().find((each) => headers.authorization === `Bearer ${tokenOf(each)}`);
  }
}

const keysOf = ({ consumerKey, consumerSecret }: XAccount): string =>
  `${encodeURIComponent(consumerKey)}:${encodeURIComponent(consumerSecret)}`;

const tokenOf = ({ userId }: XAccount): string => `app-token-of-${userId}`;

/** `yyyymmddhhmm` in UTC, in milliseconds; NaN for anything else. */
const timeOf = (text: string): number =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:00Z'));

const unauthorised = (reply: FastifyReply): FastifyReply =>
  reply.code(401).send({ title: 'Unauthorized', detail: 'Unauthorized', type: 'about:blank' });

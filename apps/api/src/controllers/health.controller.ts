import { Controller, Get, Res } from '@nestjs/common';
import { Public } from '@sila/access';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Does } from '../http/route.decorators.js';
import { type Readiness, ReadinessService } from '../readiness.service.js';

const live = z.object({ live: z.literal(true) }).meta({ id: 'Live' });
const ready = z
  .object({
    ready: z.boolean(),
    checks: z.object({ database: z.boolean(), migrations: z.boolean(), queueStore: z.boolean() }),
    draining: z.boolean(),
  })
  .meta({ id: 'Ready' });

/** For whoever keeps processes alive and gives them work. */
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: ReadinessService) {}

  @Get('live')
  @Does('The process runs', 200, live)
  live(): { live: true } {
    return { live: true };
  }

  @Get('ready')
  @Does(
    'The process can work: database, migrations and queue store; 503 when not, and while draining',
    200,
    ready,
  )
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.readiness.check();
    void reply.status(readiness.ready ? 200 : 503).header('cache-control', 'no-store');
    return readiness;
  }
}

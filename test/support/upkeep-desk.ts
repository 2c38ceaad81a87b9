import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule } from '@sila/access';
import type { Env } from '@sila/config';
import { DatabaseModule } from '@sila/database';
import { DirectoryModule } from '@sila/directory';
import { IntakeModule } from '@sila/intake';
import { LanesModule } from '@sila/lanes';
import { Log, PlatformModule } from '@sila/platform';
import { UpkeepModule } from '@sila/upkeep';

@Module({})
class UpkeepDeskModule {
  static forRoot(env: Env, log: Log): DynamicModule {
    return {
      module: UpkeepDeskModule,
      imports: [
        PlatformModule.forRoot(env, log),
        DatabaseModule.forRoot(env.DATABASE_URL ?? '', 4),
        LanesModule.forApi(env),
        AccessModule,
        DirectoryModule,
        UpkeepModule.forApi(IntakeModule.forApi()),
      ],
    };
  }
}

/** What an api process does about the channels, without HTTP, beside a worker on the same stores. */
export async function startUpkeepDesk(env: Env): Promise<INestApplicationContext> {
  const log = new Log(env.LOG_LEVEL, 'test');
  return NestFactory.createApplicationContext(UpkeepDeskModule.forRoot(env, log), {
    logger: log,
    abortOnError: false,
  });
}

import { type INestApplicationContext, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule, type Performer, system } from '@sila/access';
import { type Env, readEnv } from '@sila/config';
import { DatabaseModule } from '@sila/database';
import { DirectoryModule } from '@sila/directory';
import { IntakeModule } from '@sila/intake';
import { LanesModule, requireSchema, requireStores } from '@sila/lanes';
import { Log, PlatformModule } from '@sila/platform';
import { RoutingModule } from '@sila/routing';

/** The command line acts as Sila itself: whoever can read the secrets of this machine may do anything. */
export const COMMAND_LINE: Performer = system('cli');

@Module({})
class CommandModule {
  static forRoot(env: Env, log: Log): DynamicModule {
    return {
      module: CommandModule,
      imports: [
        PlatformModule.forRoot(env, log),
        DatabaseModule.forRoot(env.DATABASE_URL ?? '', 2),
        LanesModule.forApi(env),
        AccessModule,
        DirectoryModule,
        IntakeModule.forApi(),
        RoutingModule.forApi(),
      ],
    };
  }
}

/** Runs work with the services of the product, without listening on anything, and closes them again. */
export async function withServices<Result>(
  work: (services: INestApplicationContext) => Promise<Result>,
): Promise<Result> {
  const env = readEnv();
  await requireStores(env);
  await requireSchema(env);
  const log = new Log(env.LOG_LEVEL === 'info' ? 'error' : env.LOG_LEVEL, 'cli');
  const services = await NestFactory.createApplicationContext(CommandModule.forRoot(env, log), {
    logger: false,
    abortOnError: false,
  });
  try {
    return await work(services);
  } finally {
    await services.close();
  }
}

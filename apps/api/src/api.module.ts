import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { AccessModule } from '@sila/access';
import { CallsModule } from '@sila/calls';
import type { Env } from '@sila/config';
import { ConversationReader, ConversationsModule } from '@sila/conversations';
import { DatabaseModule } from '@sila/database';
import { DirectoryModule } from '@sila/directory';
import { IntakeModule } from '@sila/intake';
import { LanesModule } from '@sila/lanes';
import { LettersModule } from '@sila/letters';
import { type Log, PlatformModule } from '@sila/platform';
import { RealtimeModule } from '@sila/realtime';
import { ReceptionModule } from '@sila/reception';
import { ReportingModule } from '@sila/reporting';
import { LiveService, RoutingModule } from '@sila/routing';
import { UpkeepModule } from '@sila/upkeep';
import { CONTROLLERS } from './controllers/index.js';
import { OpenApiDocument } from './controllers/openapi.controller.js';
import { PortalModule } from './portal/portal.module.js';
import { ReadinessService } from './readiness.service.js';
import { WebsiteChats } from './widget/website-chats.service.js';
import { WidgetModule } from './widget/widget.module.js';

type Imports = NonNullable<ModuleMetadata['imports']>;

/** What a process that does more than the api shares with it, so that there is one of each. */
export interface SharedStages {
  readonly intake: DynamicModule;
  readonly routing: DynamicModule;
}

/** REST, webhooks and sockets. */
@Module({})
export class ApiModule {
  /** An api process of its own. */
  static forRoot(env: Env, log: Log): DynamicModule {
    return this.with(
      [
        PlatformModule.forRoot(env, log),
        DatabaseModule.forRoot(env.DATABASE_URL ?? '', env.DATABASE_POOL),
        LanesModule.forApi(env),
      ],
      { intake: IntakeModule.forApi(), routing: RoutingModule.forApi() },
    );
  }

  /** The api inside a process that brings PlatformModule, DatabaseModule and LanesModule itself and works its own lanes. */
  static inside(stages: SharedStages): DynamicModule {
    return this.with([], stages);
  }

  private static with(basis: Imports, { intake, routing }: SharedStages): DynamicModule {
    const visitors = WidgetModule.with(intake);
    return {
      module: ApiModule,
      imports: [
        ...basis,
        AccessModule,
        DirectoryModule,
        ConversationsModule,
        CallsModule,
        intake,
        routing,
        visitors,
        PortalModule.with(intake),
        LettersModule.forApi(intake),
        UpkeepModule.forApi(intake),
        ReceptionModule.forApi(intake),
        ReportingModule.forApi(),
        RealtimeModule.forApi({
          imports: [ConversationsModule, routing, visitors],
          feed: ConversationReader,
          visitors: WebsiteChats,
          live: LiveService,
        }),
      ],
      controllers: CONTROLLERS,
      providers: [OpenApiDocument, ReadinessService],
      exports: [ReadinessService],
    };
  }
}

import { type DynamicModule, type InjectionToken, Module, type ModuleMetadata } from '@nestjs/common';
import { AudienceQueries } from './audience.queries.js';
import { ConsoleGateway } from './console.gateway.js';
import { ConversationFanout } from './conversation.fanout.js';
import { ConversationWatch } from './conversation.watch.js';
import { FactListener } from './fact.listener.js';
import { ListFanout } from './list.fanout.js';
import { LiveFanout } from './live.fanout.js';
import { MomentTeller } from './moment.teller.js';
import { PresenceKeeper } from './presence.keeper.js';
import { ConversationFeed, LiveFeed, VisitorGate } from './realtime.ports.js';
import { RightsWatcher } from './rights.watcher.js';
import { SlowSockets } from './slow.sockets.js';
import { SocketServer } from './socket.server.js';
import { StaffNames } from './staff.names.js';
import { ViewersBoard } from './viewers.board.js';
import { WatchAudit } from './watch.audit.js';
import { WidgetGateway } from './widget.gateway.js';

/** What the sockets need of other stages: the providers that fill the three ports, and the modules they live in. */
export interface RealtimeNeeds {
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  readonly feed: InjectionToken<ConversationFeed>;
  readonly visitors: InjectionToken<VisitorGate>;
  readonly live: InjectionToken<LiveFeed>;
}

/** The sockets of an api process. Needs the global `FactBus`, `Clock`, `Log`, `ENV` and the sessions of `@sila/access`. */
@Module({})
export class RealtimeModule {
  static forApi({ imports, feed, visitors, live }: RealtimeNeeds): DynamicModule {
    return {
      module: RealtimeModule,
      imports,
      providers: [
        { provide: ConversationFeed, useExisting: feed },
        { provide: VisitorGate, useExisting: visitors },
        { provide: LiveFeed, useExisting: live },
        AudienceQueries,
        ConsoleGateway,
        ConversationFanout,
        ConversationWatch,
        FactListener,
        ListFanout,
        LiveFanout,
        MomentTeller,
        PresenceKeeper,
        RightsWatcher,
        SlowSockets,
        SocketServer,
        StaffNames,
        ViewersBoard,
        WatchAudit,
        WidgetGateway,
      ],
      exports: [SocketServer],
    };
  }
}

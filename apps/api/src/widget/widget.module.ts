import { type DynamicModule, Module } from '@nestjs/common';
import { ConversationsModule } from '@sila/conversations';
import { DirectoryModule } from '@sila/directory';
import { CrossOriginGuard } from './cross-origin.guard.js';
import { VisitorController } from './visitor.controller.js';
import { VisitorGuard } from './visitor.guard.js';
import { VisitorInbox } from './visitor-inbox.service.js';
import { VisitorLimits } from './visitor-limits.service.js';
import { VisitorReader } from './visitor-reader.service.js';
import { WebsiteChats } from './website-chats.service.js';
import { WidgetFilesController } from './widget-files.controller.js';
import { WidgetFiles } from './widget-files.service.js';

/** The website chat behind HTTP. `intake` is the module that the whole process shares. */
@Module({})
export class WidgetModule {
  static with(intake: DynamicModule): DynamicModule {
    return {
      module: WidgetModule,
      imports: [ConversationsModule, DirectoryModule, intake],
      controllers: [VisitorController, WidgetFilesController],
      providers: [
        CrossOriginGuard,
        VisitorGuard,
        VisitorInbox,
        VisitorLimits,
        VisitorReader,
        WebsiteChats,
        WidgetFiles,
      ],
      exports: [WebsiteChats],
    };
  }
}

import { type DynamicModule, Module } from '@nestjs/common';
import { ConversationsModule } from '@sila/conversations';
import { DirectoryModule } from '@sila/directory';
import { CodeSender } from './code-sender.service.js';
import { FormAccounts } from './form-accounts.service.js';
import { FormAnswersService } from './form-answers.service.js';
import { FormDrafts } from './form-drafts.service.js';
import { FormInbox } from './form-inbox.service.js';
import { PortalChores } from './portal-chores.service.js';
import { PortalController } from './portal.controller.js';
import { PortalLimits } from './portal-limits.service.js';
import { ProofOfWork } from './proof-of-work.service.js';
import { RevealController } from './reveal.controller.js';
import { ResumeCodes } from './resume-codes.service.js';

/** The portal behind HTTP. `intake` is the module that the whole process shares. */
@Module({})
export class PortalModule {
  static with(intake: DynamicModule): DynamicModule {
    return {
      module: PortalModule,
      imports: [ConversationsModule, DirectoryModule, intake],
      controllers: [PortalController, RevealController],
      providers: [
        CodeSender,
        FormAccounts,
        FormAnswersService,
        FormDrafts,
        FormInbox,
        PortalChores,
        PortalLimits,
        ProofOfWork,
        ResumeCodes,
      ],
    };
  }
}

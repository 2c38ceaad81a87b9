import { type DynamicModule, Module } from '@nestjs/common';
import { ConversationsModule } from '@sila/conversations';
import { DirectoryModule } from '@sila/directory';
import { FirstLetterService } from './first-letter.service.js';
import { LetterDeskService } from './letter-desk.service.js';
import { LetterPreview } from './letter-preview.service.js';
import { LetterReader } from './letter-reader.service.js';
import { PaperAccounts } from './paper-accounts.service.js';
import { ReadingService } from './reading.service.js';
import { ScanIntake } from './scan-intake.service.js';

const DESK = [FirstLetterService, LetterDeskService, LetterPreview, LetterReader, ScanIntake];

/** Letters on paper: `forApi` is the desk, `forWorker` reads what was scanned. */
@Module({})
export class LettersModule {
  /** `intake` is the module that the whole process shares. */
  static forApi(intake: DynamicModule): DynamicModule {
    return {
      module: LettersModule,
      imports: [ConversationsModule, DirectoryModule, intake],
      providers: [...DESK, PaperAccounts],
      exports: DESK,
    };
  }
}

/** The part of the worker that reads scans. */
@Module({ imports: [ConversationsModule, DirectoryModule], providers: [ReadingService] })
export class LetterReadingModule {}

import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { DirectoryModule } from '@sila/directory';
import { ReportService } from './report.service.js';
import { RollUp } from './roll-up.service.js';

/** `forApi` reads the counted rows, `forWorker` also counts them. */
@Module({})
export class ReportingModule {
  static forApi(): DynamicModule {
    return moduleWith([ReportService]);
  }

  static forWorker(): DynamicModule {
    return moduleWith([ReportService, RollUp]);
  }
}

function moduleWith(providers: Type[]): DynamicModule {
  return { module: ReportingModule, imports: [DirectoryModule], providers, exports: providers };
}

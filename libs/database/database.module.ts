import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions } from './data-source.js';

/** Connects TypeORM for a process; schema changes are `migrate`'s alone. */
@Module({})
export class DatabaseModule {
  static forRoot(url: string, pool: number): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [TypeOrmModule.forRoot({ ...dataSourceOptions(url, pool), retryAttempts: 0 })],
    };
  }
}

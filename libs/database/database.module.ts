import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { dataSourceOptions } from './data-source.js';
import { poolOf } from './transact.js';

/** Connects TypeORM for a process; schema changes are `migrate`'s alone. */
@Module({})
export class DatabaseModule {
  static forRoot(url: string, pool: number): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ ...dataSourceOptions(url, pool), retryAttempts: 0 }),
          dataSourceFactory: connect,
        }),
      ],
    };
  }
}

async function connect(options?: DataSourceOptions): Promise<DataSource> {
  if (!options) throw new Error('no options to connect with');
  const source = await new DataSource(options).initialize();
  // A connection the server cuts between two statements of a transaction must not end the process: the next statement fails instead.
  poolOf(source).on('connect', (client) => client.on('error', () => undefined));
  return source;
}

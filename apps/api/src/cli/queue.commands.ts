import type { INestApplicationContext } from '@nestjs/common';
import { createQueue } from '@sila/contracts';
import { QueueService } from '@sila/directory';
import { QUEUE_PURPOSES } from '@sila/domain';
import { type Command, Option } from 'commander';
import { type OutputOptions, print, say } from './output.js';
import { COMMAND_LINE, withServices } from './services.js';

interface AddOptions extends OutputOptions {
  readonly key: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly purpose: string;
}

export function queueCommands(program: Command): void {
  const queue = program.command('queue').description('Where conversations wait');
  queue
    .command('add')
    .description('Adds a queue')
    .requiredOption('--key <key>', 'short name of small letters, digits and hyphens')
    .requiredOption('--name-ar <name>', 'Arabic name')
    .requiredOption('--name-en <name>', 'English name')
    .addOption(new Option('--purpose <purpose>', 'what it is for').choices(QUEUE_PURPOSES).default('other'))
    .option('--json', 'answer in JSON')
    .action((options: AddOptions) => withServices((services) => add(services, options)));
  queue
    .command('list')
    .description('All queues')
    .option('--json', 'answer in JSON')
    .action((options: OutputOptions) => withServices((services) => list(services, options)));
}

async function add(services: INestApplicationContext, options: AddOptions): Promise<void> {
  const { key, nameAr, nameEn, purpose } = options;
  const input = createQueue.parse({ key, nameAr, nameEn, purpose });
  const queue = await services.get(QueueService).create(COMMAND_LINE, input);
  say(options, queue, `The queue ${queue.key} was added.`);
}

async function list(services: INestApplicationContext, options: OutputOptions): Promise<void> {
  const queues = await services.get(QueueService).list(COMMAND_LINE);
  const lines = queues.map((queue) => ({
    key: queue.key,
    nameAr: queue.nameAr,
    nameEn: queue.nameEn,
    purpose: queue.purpose,
    members: queue.memberIds.length,
    archived: queue.archived,
  }));
  print(options, queues, lines);
}

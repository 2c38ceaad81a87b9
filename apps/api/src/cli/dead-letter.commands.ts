import type { INestApplicationContext } from '@nestjs/common';
import { DeadLetters } from '@sila/intake';
import { DomainError } from '@sila/domain';
import type { Command } from 'commander';
import { type OutputOptions, print, say } from './output.js';
import { COMMAND_LINE, withServices } from './services.js';

interface ListOptions extends OutputOptions {
  readonly limit: string;
  readonly cursor?: string;
}
interface ReplayOptions extends OutputOptions {
  readonly errorClass?: string;
}
interface DiscardOptions extends OutputOptions {
  readonly reason: string;
}

export function deadLetterCommands(program: Command): void {
  const letters = program.command('dead-letters').description('Events that could not be worked');
  letters
    .command('list')
    .description('What they are, by their metadata, newest first')
    .option('--limit <number>', 'how many', '50')
    .option('--cursor <cursor>', 'where the last list ended')
    .option('--json', 'answer in JSON')
    .action((options: ListOptions) => withServices((services) => list(services, options)));
  letters
    .command('replay [id...]')
    .description('Has events worked again: those named, or all of one class of error')
    .option('--error-class <name>', 'all events that failed like this')
    .option('--json', 'answer in JSON')
    .action((ids: string[], options: ReplayOptions) =>
      withServices((services) => replay(services, ids, options)),
    );
  letters
    .command('discard <id>')
    .description('Gives an event up for good')
    .requiredOption('--reason <text>', 'why; it is written down')
    .option('--json', 'answer in JSON')
    .action((id: string, options: DiscardOptions) =>
      withServices((services) => discard(services, id, options)),
    );
}

async function list(services: INestApplicationContext, options: ListOptions): Promise<void> {
  const page = await services.get(DeadLetters).list(COMMAND_LINE, options.cursor, Number(options.limit));
  const lines = page.items.map((letter) => ({
    id: letter.id,
    channel: letter.channelLabel,
    receivedAt: letter.receivedAt,
    tries: letter.tries,
    error: letter.errorClass,
    bytes: letter.size,
  }));
  print(options, page, lines);
}

async function replay(
  services: INestApplicationContext,
  ids: readonly string[],
  options: ReplayOptions,
): Promise<void> {
  if (ids.length > 0 === (options.errorClass !== undefined))
    throw new DomainError('bad-request', { expected: 'ids, or --error-class' });
  const which = options.errorClass === undefined ? { ids } : { errorClass: options.errorClass };
  const replayed = await services.get(DeadLetters).replay(COMMAND_LINE, which);
  say(options, { replayed }, `${replayed} will be worked again.`);
}

async function discard(
  services: INestApplicationContext,
  id: string,
  options: DiscardOptions,
): Promise<void> {
  await services.get(DeadLetters).discard(COMMAND_LINE, id, options.reason);
  say(options, { discarded: id }, `${id} was given up.`);
}

import type { INestApplicationContext } from '@nestjs/common';
import { AssociationService, parseAssociationFile, printAssociationFile } from '@sila/directory';
import type { Command } from 'commander';
import { readFile, writeFile } from 'node:fs/promises';
import { type OutputOptions, say } from './output.js';
import { readAll } from './secret.input.js';
import { COMMAND_LINE, withServices } from './services.js';

export function configCommands(program: Command): void {
  const config = program.command('config').description("The association's settings as a file");
  config
    .command('export [file]')
    .description('Writes name, hours, notices, queues and rules as YAML, to a file or to standard output')
    .option('--json', 'write JSON instead')
    .action((file: string | undefined, options: OutputOptions) =>
      withServices((services) => exportTo(services, file, options)),
    );
  config
    .command('import <file>')
    .description(
      'Puts such a file into force as new versions ("-" reads standard input); queues are added or renamed, never removed',
    )
    .option('--json', 'answer in JSON')
    .action((file: string, options: OutputOptions) =>
      withServices((services) => importFrom(services, file, options)),
    );
}

async function exportTo(
  services: INestApplicationContext,
  file: string | undefined,
  options: OutputOptions,
): Promise<void> {
  const association = await services.get(AssociationService).export(COMMAND_LINE);
  const text = options.json ? `${JSON.stringify(association, null, 2)}\n` : printAssociationFile(association);
  if (file === undefined) process.stdout.write(text);
  else await writeFile(file, text);
}

async function importFrom(
  services: INestApplicationContext,
  file: string,
  options: OutputOptions,
): Promise<void> {
  const text = file === '-' ? await readAll() : await readFile(file, 'utf8');
  const association = parseAssociationFile(text);
  await services.get(AssociationService).import(COMMAND_LINE, association);
  say(
    options,
    { imported: true },
    `In force: ${association.queues.length} queues, ${association.routing.rules.length} rules.`,
  );
}

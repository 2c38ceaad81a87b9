import type { INestApplicationContext } from '@nestjs/common';
import { createStaff } from '@sila/contracts';
import { QueueService, StaffService } from '@sila/directory';
import { DomainError, ROLES } from '@sila/domain';
import { type Command, Option } from 'commander';
import { type OutputOptions, print, say } from './output.js';
import { readSecret } from './secret.input.js';
import { COMMAND_LINE, withServices } from './services.js';

interface AddOptions extends OutputOptions {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly queue: readonly string[];
  readonly language: string;
  readonly password: boolean;
}

export function userCommands(program: Command): void {
  const user = program.command('user').description('The people who work with Sila');
  user
    .command('add')
    .description('Adds a person and prints the one-time link with which they set their password')
    .requiredOption('--email <address>', 'mail address to sign in with')
    .requiredOption('--name <name>', 'name as colleagues see it')
    .addOption(new Option('--role <role>', 'what they may do').choices(ROLES).default('officer'))
    .option('--queue <key...>', 'queues they belong to', [])
    .addOption(
      new Option('--language <language>', 'language of their console').choices(['ar', 'en']).default('ar'),
    )
    .option(
      '--password',
      'ask for a password (or read it from standard input) instead of making a link',
      false,
    )
    .option('--json', 'answer in JSON')
    .action((options: AddOptions) => withServices((services) => add(services, options)));
  user
    .command('list')
    .description('Everybody who works here')
    .option('--json', 'answer in JSON')
    .action((options: OutputOptions) => withServices((services) => list(services, options)));
  user
    .command('disable <email>')
    .description('Takes all access away at once; what the person held goes back to its queues')
    .option('--json', 'answer in JSON')
    .action((email: string, options: OutputOptions) =>
      withServices((services) => disable(services, email, options)),
    );
}

async function add(services: INestApplicationContext, options: AddOptions): Promise<void> {
  const staff = services.get(StaffService);
  const queueIds = await Promise.all(options.queue.map((key) => queueId(services, key)));
  const { email, name, role, language } = options;
  const input = createStaff.parse({
    email,
    name,
    role,
    language,
    queueIds,
  });
  if (options.password) {
    const password = await readSecret(`Password of ${email}`);
    const created = await staff.createWithPassword(COMMAND_LINE, input, password, { mustChange: false });
    return say(options, created, `${created.email} was added.`);
  }
  const invite = await staff.create(COMMAND_LINE, input);
  say(
    options,
    invite,
    `${invite.staff.email} was added. Their link, good once until ${invite.expiresAt}:\n${invite.inviteUrl}`,
  );
}

async function list(services: INestApplicationContext, options: OutputOptions): Promise<void> {
  const people = await services.get(StaffService).list(COMMAND_LINE);
  const queues = new Map(
    (await services.get(QueueService).list(COMMAND_LINE)).map((queue) => [queue.id, queue.key]),
  );
  const lines = people.map((person) => ({
    email: person.email,
    name: person.name,
    role: person.role,
    queues: person.queueIds.map((id) => queues.get(id) ?? id).join(',') || null,
    presence: person.presence,
    invited: person.invited,
    disabled: person.disabled,
  }));
  print(options, people, lines);
}

async function disable(
  services: INestApplicationContext,
  email: string,
  options: OutputOptions,
): Promise<void> {
  const staff = services.get(StaffService);
  const person = await staff.findByEmail(COMMAND_LINE, email);
  if (!person) throw new DomainError('not-found', { email });
  const changed = await staff.change(COMMAND_LINE, person.id, { disabled: true });
  say(options, changed, `${changed.email} has no access any more.`);
}

/** The id of a queue by its key. Throws `not-found`. */
export async function queueId(services: INestApplicationContext, key: string): Promise<string> {
  const queue = await services.get(QueueService).findByKey(key);
  if (!queue) throw new DomainError('not-found', { queue: key });
  return queue.id;
}

import type { INestApplicationContext } from '@nestjs/common';
import type { ChannelAccountView } from '@sila/contracts';
import { ChannelAccountService, channelNamed, secretFields } from '@sila/directory';
import { DomainError } from '@sila/domain';
import type { Command } from 'commander';
import { type OutputOptions, print, say } from './output.js';
import { readSecret } from './secret.input.js';
import { COMMAND_LINE, withServices } from './services.js';
import { queueId } from './user.commands.js';

interface AddOptions extends OutputOptions {
  readonly label: string;
  readonly queue?: string;
  readonly set: readonly string[];
  readonly secret: readonly string[];
  readonly webhookUrl?: string;
}

export function channelCommands(program: Command): void {
  const channel = program.command('channel').description('Numbers, mailboxes and website chats');
  channel
    .command('add <channel>')
    .description('Sets a channel up')
    .requiredOption('--label <text>', 'name as colleagues see it')
    .option('--queue <key>', 'where conversations go when no rule says otherwise')
    .option('--set <name=value...>', 'a setting; lists and objects as JSON', [])
    .option('--secret <name...>', 'secrets to ask for, or to read from standard input, one a line', [])
    .option('--webhook-url <url>', "the address the provider calls, when it is not PUBLIC_URL's")
    .option('--json', 'answer in JSON')
    .action((name: string, options: AddOptions) => withServices((services) => add(services, name, options)));
  channel
    .command('list')
    .description('All channel accounts and their health')
    .option('--json', 'answer in JSON')
    .action((options: OutputOptions) => withServices((services) => list(services, options)));
  channel
    .command('check <account>')
    .description('Asks the provider whether the settings of an account (its id or label) work')
    .option('--json', 'answer in JSON')
    .action((account: string, options: OutputOptions) =>
      withServices((services) => check(services, account, options)),
    );
}

async function add(services: INestApplicationContext, name: string, options: AddOptions): Promise<void> {
  const known = secretFields(channelNamed(name));
  const settings = Object.fromEntries(options.set.map((text) => setting(text, known)));
  for (const field of options.secret) settings[field] = await readSecret(field);
  const account = await services.get(ChannelAccountService).create(COMMAND_LINE, {
    channel: name,
    label: options.label,
    queueId: options.queue ? await queueId(services, options.queue) : null,
    settings,
    webhookUrl: options.webhookUrl ?? null,
  });
  const next = account.webhookUrl ?? account.embed;
  say(options, account, `${account.label} was added (${account.id}).${next ? `\n${next}` : ''}`);
}

/** `name=value`; JSON where it is a list, an object or a truth value, else the text itself. A secret is always text. */
function setting(text: string, secrets: readonly string[]): [string, unknown] {
  const at = text.indexOf('=');
  if (at < 1) throw new DomainError('bad-request', { set: text.split('=')[0], expected: 'name=value' });
  const [name, value] = [text.slice(0, at), text.slice(at + 1)];
  const isJson = !secrets.includes(name) && /^([[{]|true$|false$)/.test(value);
  return [name, isJson ? (JSON.parse(value) as unknown) : value];
}

async function list(services: INestApplicationContext, options: OutputOptions): Promise<void> {
  const accounts = await services.get(ChannelAccountService).list(COMMAND_LINE);
  const lines = accounts.map((account) => ({
    id: account.id,
    channel: account.channel,
    label: account.label,
    enabled: account.enabled,
    lastInboundAt: account.health.lastInboundAt,
    lastSentAt: account.health.lastSentAt,
    lastError: account.health.lastError,
  }));
  print(options, accounts, lines);
}

async function check(services: INestApplicationContext, name: string, options: OutputOptions): Promise<void> {
  const channels = services.get(ChannelAccountService);
  const account = pick(await channels.list(COMMAND_LINE), name);
  const result = await channels.check(COMMAND_LINE, account.id);
  say(
    options,
    result,
    result.ok ? `${account.label} works.` : `${account.label} does not work: ${result.error}`,
  );
  if (!result.ok) process.exitCode = 1;
}

function pick(accounts: readonly ChannelAccountView[], name: string): ChannelAccountView {
  const found = accounts.filter((account) => account.id === name || account.label === name);
  const [account] = found;
  if (!account || found.length > 1)
    throw new DomainError(account ? 'conflict' : 'not-found', { account: name, found: found.length });
  return account;
}

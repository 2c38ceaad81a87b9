import 'reflect-metadata';
import { Command } from 'commander';
import { channelCommands } from './cli/channel.commands.js';
import { configCommands } from './cli/config.commands.js';
import { deadLetterCommands } from './cli/dead-letter.commands.js';
import { migrateCommand } from './cli/migrate.commands.js';
import { explain } from './cli/output.js';
import { queueCommands } from './cli/queue.commands.js';
import { userCommands } from './cli/user.commands.js';

const program = new Command('sila')
  .description("Sila's command line. Secrets are asked for or read from standard input, and never shown.")
  .showHelpAfterError('(add --help for what there is)');
userCommands(program);
queueCommands(program);
channelCommands(program);
deadLetterCommands(program);
configCommands(program);
migrateCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

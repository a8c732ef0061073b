// The hub's command line: the composition root.
import { Command } from 'commander';
import { createCatalogCommand } from './cli/catalog.ts';
import { createDemoCommand } from './cli/demo.ts';
import { createEnrolCodeCommand } from './cli/enrol_code.ts';
import { EXIT } from './cli/exit_code.ts';
import { createImportCommand } from './cli/import.ts';
import { createMigrateCommand } from './cli/migrate.ts';
import { createPublishCommand } from './cli/publish.ts';
import { createScoreCommand } from './cli/score.ts';
import { createServeCommand } from './cli/serve.ts';
import { createStatusCommand } from './cli/status.ts';

const program = new Command('hub')
  .description('Counter Assist hub: customers, offers and packs for the branches, events back')
  .addCommand(createServeCommand())
  .addCommand(createMigrateCommand())
  .addCommand(createImportCommand())
  .addCommand(createDemoCommand())
  .addCommand(createScoreCommand())
  .addCommand(createCatalogCommand())
  .addCommand(createPublishCommand())
  .addCommand(createEnrolCodeCommand())
  .addCommand(createStatusCommand());

throwInsteadOfExit(program);

try {
  await program.parseAsync();
} catch (error) {
  const code = (error as { exitCode?: number }).exitCode;
  if (code === undefined) throw error;
  process.exitCode = code === 0 ? EXIT.done : EXIT.usage;
}

/** So that wrong usage ends with our code and not with Commander's. */
function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  for (const inner of command.commands) throwInsteadOfExit(inner);
}

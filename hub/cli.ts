// The hub's command line: the composition root.
import { Command, CommanderError } from 'commander';
import { createAuditCommand } from './cli/audit.ts';
import { createCatalogCommand } from './cli/catalog.ts';
import { createDemoCommand } from './cli/demo.ts';
import { createDemoQuarterCommand } from './cli/demo_quarter.ts';
import { HubProblem } from './cli/context.ts';
import { createDeviceCommand } from './cli/device.ts';
import { createEffectCommand } from './cli/effect.ts';
import { createEnrolCodeCommand } from './cli/enrol_code.ts';
import { EXIT } from './cli/exit_code.ts';
import { createEventsCommand } from './cli/events.ts';
import { createExportCommand } from './cli/export.ts';
import { createImportCommand } from './cli/import.ts';
import { createKeysCommand } from './cli/keys.ts';
import { createLearnCommand } from './cli/learn.ts';
import { createLookCommand } from './cli/look.ts';
import { createBackupCommand, createRestoreCommand } from './cli/backup.ts';
import { createLedgerCommand } from './cli/ledger.ts';
import { createLotteryCommand } from './cli/lottery.ts';
import { createMigrateCommand } from './cli/migrate.ts';
import { createGiftsCommand } from './cli/gifts.ts';
import { createPersonCommand } from './cli/person.ts';
import { keepPlain } from './cli/plain_output.ts';
import { createPointsCommand } from './cli/points.ts';
import { CLEAR_LINE } from './cli/progress.ts';
import { createPublishCommand } from './cli/publish.ts';
import { createReplayCommand } from './cli/replay.ts';
import { createRetainCommand } from './cli/retain.ts';
import { createScoreCommand } from './cli/score.ts';
import { createSecretCommand } from './cli/secret.ts';
import { createServeCommand } from './cli/serve.ts';
import { createSettleCommand } from './cli/settle.ts';
import { createSimulateCommand } from './cli/simulate.ts';
import { createStaffCommand } from './cli/staff.ts';
import { createStatusCommand } from './cli/status.ts';
import { createTrainCommand } from './cli/train.ts';
import { createUpdatesCommand } from './cli/updates.ts';
import { createUsbCommand } from './cli/usb.ts';
import { createUserCommand } from './cli/user.ts';
import { createWorkCommand } from './cli/work.ts';

const program = new Command('hub')
  .description('Counter Assist hub: customers, offers and packs for the branches, events back')
  .addCommand(createServeCommand())
  .addCommand(createMigrateCommand())
  .addCommand(createImportCommand())
  .addCommand(createExportCommand())
  .addCommand(createDemoCommand())
  .addCommand(createDemoQuarterCommand())
  .addCommand(createTrainCommand())
  .addCommand(createScoreCommand())
  .addCommand(createCatalogCommand())
  .addCommand(createSimulateCommand())
  .addCommand(createReplayCommand())
  .addCommand(createLearnCommand())
  .addCommand(createSettleCommand())
  .addCommand(createEffectCommand())
  .addCommand(createLookCommand())
  .addCommand(createBackupCommand())
  .addCommand(createRestoreCommand())
  .addCommand(createLedgerCommand())
  .addCommand(createLotteryCommand())
  .addCommand(createGiftsCommand())
  .addCommand(createPointsCommand())
  .addCommand(createPublishCommand())
  .addCommand(createEnrolCodeCommand())
  .addCommand(createDeviceCommand())
  .addCommand(createKeysCommand())
  .addCommand(createSecretCommand())
  .addCommand(createPersonCommand())
  .addCommand(createRetainCommand())
  .addCommand(createAuditCommand())
  .addCommand(createStaffCommand())
  .addCommand(createUserCommand())
  .addCommand(createEventsCommand())
  .addCommand(createStatusCommand())
  .addCommand(createUpdatesCommand())
  .addCommand(createUsbCommand())
  .addCommand(createWorkCommand());

throwInsteadOfExit(program);

keepPlain(process.stdout);
keepPlain(process.stderr, CLEAR_LINE);
// Whoever reads may stop early (`| head`): what was begun is done to its end all the same.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

/** Wrong usage, found by Commander (which has told of it) or by a command before it opened anything. */
function exitCodeOf(error: unknown): number {
  if (error instanceof HubProblem) {
    process.stderr.write(`hub: ${error.message}\n`);
    return error.exitCode;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  throw error;
}

/** So that wrong usage ends with our code and not with Commander's. */
function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  for (const inner of command.commands) throwInsteadOfExit(inner);
}

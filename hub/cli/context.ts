// What every subcommand gets: the database, the secret, a logger, progress and an exit code.
import type { Command } from 'commander';
import { pino, type Logger } from 'pino';
import { join } from 'node:path';
import type { Database } from '#hub/db/database.ts';
import { type DatabaseOptions, openDatabase } from '#hub/db/open_database.ts';
import { migrate, type Migration, schemaState } from '#hub/db/migration.ts';
import { MIGRATIONS } from '#hub/db/migrations/migrations.ts';
import { keepUp } from '#hub/db/upkeep.ts';
import { DatabaseUnavailable } from '#hub/db/unavailable.ts';
import { ErasureListProblem } from '#hub/erasure_list.ts';
import { noRoom } from '#hub/no_room.ts';
import { type HubSecret, openSecret, readSecret, SecretProblem } from '#hub/secret.ts';
import { EXIT, type ExitCode } from './exit_code.ts';
import { createProgress, type Progress } from './progress.ts';

export interface HubContext {
  readonly database: Database;
  /** Made by `hub migrate` (or at the first use of an embedded hub). @throws SecretProblem when it is lost or another database's. */
  readonly secret: () => Promise<HubSecret>;
  /** As it lies in its file. @throws SecretProblem when it is missing: none is made */
  readonly storedSecret: () => Promise<HubSecret>;
  readonly secretFile: () => string;
  readonly log: Logger;
  readonly progress: Progress;
  /** The `--data` folder; undefined with a DATABASE_URL alone. */
  readonly folder: string | undefined;
}

export type CommonOptions = { readonly data?: string; readonly quiet?: boolean };

/** The command cannot go on; `message` tells the person what to do. */
export class HubProblem extends Error {
  override readonly name = 'HubProblem';
  readonly exitCode: ExitCode;
  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

export const addCommonOptions = (command: Command): Command =>
  command
    .option('--data <folder>', 'folder of the embedded database and of the secret')
    .option('--quiet', 'no progress')
    .addHelpText(
      'after',
      '\nThe database is the one of DATABASE_URL (PostgreSQL), else the embedded one in --data.' +
        '\nThe secret is the file HUB_SECRET_FILE, else hub-secret in --data.',
    );

/** Does the command's work on an open hub, closes it, and sets the exit code of the process. */
export const withHub = (
  options: CommonOptions,
  work: (hub: HubContext) => Promise<ExitCode>,
): Promise<void> => withDatabase(options, requireSchema, work);

/** As `withHub`, for `hub migrate`: whatever the schema is, it is brought up to date first. */
export const withMigratedHub = (
  options: CommonOptions,
  work: (hub: HubContext, ran: readonly Migration[]) => Promise<ExitCode>,
): Promise<void> => withDatabase(options, migrateOrRefuse, work);

/** As `withHub`, for `hub restore`: the database is taken as it is, also without any table. */
export const withBareHub = (
  options: CommonOptions,
  work: (hub: HubContext) => Promise<ExitCode>,
): Promise<void> => withDatabase(options, () => Promise.resolve(), work);

async function withDatabase<T>(
  options: CommonOptions,
  prepare: (database: Database) => Promise<T>,
  work: (hub: HubContext, prepared: T) => Promise<ExitCode>,
): Promise<void> {
  const log = pino(
    { level: process.env['HUB_LOG'] ?? 'warn' },
    pino.destination({ fd: 2, sync: true }),
  );
  process.exitCode = await guarded(log, async () => {
    const database = await openDatabase(databaseOptions(options));
    try {
      const prepared = await prepare(database);
      const code = await work(hubOn(database, options, log), prepared);
      if (database.kind === 'pglite') await keepUp(database, 'last');
      return code;
    } finally {
      await database.close();
    }
  });
}

/** Turns expected problems into one line on standard error; bugs keep their stack. */
async function guarded(log: Logger, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HubProblem) {
      process.stderr.write(`hub: ${error.message}\n`);
      return error.exitCode;
    }
    if (
      error instanceof DatabaseUnavailable ||
      error instanceof SecretProblem ||
      error instanceof ErasureListProblem
    ) {
      process.stderr.write(`hub: ${error.message}\n`);
      return EXIT.environment;
    }
    const full = noRoom(error);
    if (full !== null) {
      process.stderr.write(
        `hub: there is no room on the disk (${full}). What was not finished was taken back: make room, and run the command again\n`,
      );
      return EXIT.environment;
    }
    log.fatal({ err: error }, 'the command failed');
    return EXIT.environment;
  }
}

function databaseOptions(options: CommonOptions): DatabaseOptions {
  const url = process.env['DATABASE_URL'];
  if (url) return { url };
  if (options.data !== undefined) return { folder: options.data };
  throw new HubProblem(
    EXIT.usage,
    'say where the data is: --data FOLDER, or DATABASE_URL for PostgreSQL',
  );
}

const hubOn = (database: Database, options: CommonOptions, log: Logger): HubContext => ({
  database,
  secret: () => openSecret(secretFile(options), database),
  storedSecret: () => readSecret(secretFile(options)),
  secretFile: () => secretFile(options),
  log,
  progress: createProgress(options.quiet ? { write: () => undefined } : process.stderr),
  folder: options.data,
});

/** An embedded database migrates itself; a server's is migrated by `hub migrate` only, by a person. */
async function requireSchema(database: Database): Promise<void> {
  if (database.kind === 'pglite') {
    await migrateOrRefuse(database);
    return;
  }
  const { found, known } = await schemaState(database, MIGRATIONS);
  if (found > known) throw fromTheFuture(found, known);
  if (found < known) {
    throw new HubProblem(
      EXIT.environment,
      `the database is at migration ${found}, this hub needs ${known}: run \`hub migrate\``,
    );
  }
}

async function migrateOrRefuse(database: Database): Promise<readonly Migration[]> {
  const migrated = await migrate(database, MIGRATIONS);
  if (!migrated.ok) throw fromTheFuture(migrated.error.found, migrated.error.known);
  return migrated.value;
}

const fromTheFuture = (found: number, known: number): HubProblem =>
  new HubProblem(
    EXIT.environment,
    `the database is at migration ${found}, newer than this hub (${known}): update the hub; nothing was changed`,
  );

function secretFile(options: CommonOptions): string {
  const named = process.env['HUB_SECRET_FILE'];
  if (named) return named;
  if (options.data !== undefined) return join(options.data, 'hub-secret');
  throw new HubProblem(EXIT.usage, 'say where the secret is: HUB_SECRET_FILE, or --data FOLDER');
}

// hub serve: the API for the branches and HQ's page, each on a port of its own, until it is told to stop.
import { fstatSync } from 'node:fs';
import { Socket } from 'node:net';
import { Command } from 'commander';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { readBranches } from '#hub/db/branch.ts';
import { keepUp } from '#hub/db/upkeep.ts';
import { retainHourly } from '#hub/retain_hourly.ts';
import { renewDaily, renewManifests } from '#hub/publish/pack_store.ts';
import { readWaiting } from '#hub/serve/read_waiting.ts';
import { reviveAll } from '#hub/serve/revive_aside.ts';
import { followSecret } from '#hub/serve/follow_secret.ts';
import { createServer } from '#hub/serve/server.ts';
import { startPage } from '#hub/page/start_page.ts';
import {
  addCommonOptions,
  type CommonOptions,
  type HubContext,
  HubProblem,
  withHub,
} from './context.ts';
import { makeDemoProvince, resumeDemoProvince } from './demo.ts';
import { writeEnrolCodeFile } from './enrol_code.ts';
import { EXIT } from './exit_code.ts';
import { openWarning, pageProblem } from './serve_place.ts';

type ServeOptions = CommonOptions & {
  readonly host: string;
  readonly port: string;
  readonly devices: boolean;
  readonly page: boolean;
  readonly pageHost?: string;
  readonly pagePort?: string;
  readonly pageOrigin?: string;
  readonly demo?: boolean;
  readonly enrolCodeFile?: string;
  readonly updates?: string;
  readonly exitWithParent?: boolean;
};

export const createServeCommand = (): Command =>
  addCommonOptions(new Command('serve'))
    .description("serve the branches over HTTP, and HQ's page on a port beside it")
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <number>', 'port to listen on; 0 takes a free one', '8460')
    .option('--no-devices', "HQ's page alone: nothing for the branches, and no secret is read")
    .option('--no-page', 'the branches alone')
    .option('--page-host <address>', 'address for the page; that of --host when left out')
    .option('--page-port <number>', 'port for the page; the one after --port when left out')
    .option(
      '--page-origin <url>',
      'where browsers find the page behind your TLS proxy: https://hq.example',
    )
    .option('--updates <folder>', 'serve updates of the program from this folder (hub updates)')
    .option('--demo', 'make the demo province first if there is no branch yet')
    .option(
      '--enrol-code-file <file>',
      'write a fresh one-time code for the first demo branch to a file',
    )
    .option('--exit-with-parent', 'stop when the process that started this one is gone')
    .action((options: ServeOptions) => {
      checkServing(options);
      let serving = false;
      const stopped = untilStopped(options.exitWithParent === true);
      // Before it serves there is nothing to finish: what was begun is in a transaction.
      void stopped.then(() => serving || process.exit(EXIT.environment));
      return withHub(options, async (hub) => {
        const server = await startServing(hub, options);
        serving = true;
        const upkeep = hub.database.kind === 'pglite' ? keepUpMeanwhile(hub) : undefined;
        // A page alone has no secret to sign with.
        const renew = options.devices ? renewDaily(hub.database, hub.secret) : undefined;
        const retaining = retainHourly(hub.database, Date.now, hub.log, renew);
        await stopped;
        clearTimeout(upkeep);
        await retaining.stop();
        await server.close();
        return EXIT.done;
      });
    });

const UPKEEP_MS = 60_000;

/** The embedded database has nobody else who does it. What fails is tried again the next minute. */
function keepUpMeanwhile(hub: HubContext): NodeJS.Timeout {
  let since: 'start' | 'last' = 'start';
  const timer = setTimeout(async () => {
    try {
      await keepUp(hub.database, since);
      since = 'last';
    } catch (error) {
      hub.log.error({ err: error }, 'upkeep of the database failed');
    }
    timer.refresh();
  }, UPKEEP_MS);
  return timer;
}

type Serving = { readonly close: () => Promise<void> };

async function startServing(hub: HubContext, options: ServeOptions): Promise<Serving> {
  const log = createRequestLog();
  const { database } = hub;
  const port = portOf('--port', options.port);
  const server = options.devices ? await prepareDevices(hub, options, log) : undefined;
  const page = options.page
    ? await startPage({ database, clock: () => Date.now(), origin: options.pageOrigin, log })
    : undefined;
  const close = async (): Promise<void> => {
    await page?.stop();
    await server?.close();
  };
  try {
    if (page?.isBuilt === false)
      throw new HubProblem(EXIT.environment, 'the page is not built: npm run build, or --no-page');
    const url = server && (await listen(server, options.host, port));
    const pageHost = options.pageHost ?? options.host;
    const pageUrl = page && (await listen(page.server, pageHost, pagePortOf(options, port)));
    const warning = openWarning(options);
    if (warning !== null) log.warn(warning);
    const told = { level: 30, time: Date.now(), page: pageUrl, url, msg: 'listening' };
    process.stdout.write(`${JSON.stringify(told)}\n`);
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}

async function prepareDevices(
  hub: HubContext,
  options: ServeOptions,
  log: ReturnType<typeof createRequestLog>,
): Promise<FastifyInstance> {
  const secret = await hub.secret();
  const branches = await readBranches(hub.database);
  if (options.demo) await (branches.length === 0 ? makeDemoProvince(hub) : resumeDemoProvince(hub));
  await readWaiting(hub.database);
  await reviveAll(hub.database, Date.now());
  await renewManifests(hub.database, secret, Date.now());
  if (options.enrolCodeFile !== undefined)
    await writeEnrolCodeFile(hub.database, secret, options.enrolCodeFile);
  const { database, secret: reopen } = hub;
  return createServer(
    followSecret({ database, secret, reopen, clock: () => Date.now() }),
    log,
    options.updates,
  );
}

function checkServing(options: ServeOptions): void {
  portOf('--port', options.port);
  if (options.pagePort !== undefined) portOf('--page-port', options.pagePort);
  if (!options.page && !options.devices)
    throw new HubProblem(EXIT.usage, '--no-page and --no-devices together serve nothing');
  if (!options.devices && (options.demo || options.enrolCodeFile !== undefined))
    throw new HubProblem(
      EXIT.usage,
      '--demo and --enrol-code-file need the branches: no --no-devices',
    );
  const problem = pageProblem(options);
  if (problem !== null) throw new HubProblem(EXIT.usage, problem);
}

function pagePortOf({ pagePort }: ServeOptions, port: number): number {
  if (pagePort !== undefined) return portOf('--page-port', pagePort);
  return port === 0 ? 0 : port + 1;
}

/** Errors without their details: PostgreSQL quotes the values of a row there. */
const createRequestLog = () =>
  pino({
    level: process.env['HUB_LOG'] ?? 'info',
    base: null,
    serializers: {
      err: (error: Error & { code?: string }) => ({
        type: error.name,
        code: error.code,
        message: error.message,
        stack: error.stack,
      }),
    },
  });

async function listen(server: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (error) {
    throw new HubProblem(
      EXIT.environment,
      `cannot listen on ${host} port ${port}: ${(error as Error).message}`,
    );
  }
}

function portOf(option: string, text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new HubProblem(EXIT.usage, `${option}: 0 to 65535`);
}

const PARENT_CHECK_MS = 1_000;

/**
 * Waits for a signal, or (if asked) for the death of the process that started this one.
 * Call it first: a parent that is gone by then is not missed.
 */
function untilStopped(withParent: boolean): Promise<void> {
  const parent = process.ppid;
  return new Promise((resolve) => {
    const timer = withParent
      ? setInterval(() => {
          if (process.ppid !== parent) stop();
        }, PARENT_CHECK_MS)
      : undefined;
    // Watching keeps nothing alive: a command that fails before it serves must end.
    timer?.unref();
    const stop = (): void => {
      clearInterval(timer);
      if (withParent) process.stdin.destroy();
      resolve();
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    if (withParent && isPipe()) {
      process.stdin.once('close', stop).once('end', stop).once('error', stop).resume();
      if (process.stdin instanceof Socket) process.stdin.unref();
    }
  });
}

/** Only a pipe tells of the parent's end; /dev/null and terminals do not. */
function isPipe(): boolean {
  try {
    const input = fstatSync(0);
    return input.isFIFO() || input.isSocket();
  } catch {
    return false;
  }
}

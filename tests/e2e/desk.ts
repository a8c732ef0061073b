// What every end-to-end test starts from: a hub, a network that can break, and an app on fresh folders.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AppOptions,
  type AppProcess,
  launchApp,
  newDataFolder,
} from '#tests/fixtures/app_process.ts';
import { type HubProcess, newEnrolCode, startHub } from '#tests/fixtures/hub_process.ts';
import { freePort } from '#tools/setup/free_port.mjs';
import { removeFolder } from '#tests/fixtures/folder.ts';
import { copyHubTemplate, DEMO_BRANCH } from '#tests/fixtures/hub_template.ts';
import { type Proxy, startProxy } from '#tests/fixtures/proxy.ts';
import { test as base } from '@playwright/test';
import { signInToCounter } from './hands.ts';

export type Desk = {
  /** The app's data folder and the hub's. */
  readonly data: string;
  readonly hubFolder: string;
  readonly proxy: Proxy;
  /** Starts the hub again at the address it had. */
  startHub(): Promise<void>;
  stopHub(): Promise<void>;
  killHub(): Promise<void>;
  /** A one-time code. */
  readonly code: string;
  launch(options?: Partial<AppOptions>): Promise<AppProcess>;
  /** Launches and enrols with the code without asking. */
  launchEnrolled(options?: Partial<AppOptions>): Promise<AppProcess>;
};

type DeskOptions = {
  /** A hub's folder that is made already, for this desk alone; a copy of the demo province when left out. */
  readonly hubFolder?: string;
  readonly branch?: string;
  /** Beside those of every desk. */
  readonly hubArgs?: readonly string[];
};

async function openDesk(options: DeskOptions, later: (() => Promise<void>)[]): Promise<Desk> {
  const hubFolder = options.hubFolder ?? (await copyHubTemplate());
  const branch = options.branch ?? DEMO_BRANCH;
  const port = await freePort();
  const hubArgs = options.hubArgs ?? [];
  const started = await startHubWithCode(hubFolder, branch, { port, args: hubArgs });
  const { code } = started;
  let hub: HubProcess | undefined = started.hub;
  const proxy = await startProxy(hub.url);
  const data = await newDataFolder('e2e');
  const apps: AppProcess[] = [];
  const launch = async (more: Partial<AppOptions> = {}): Promise<AppProcess> => {
    const app = await launchApp({ data, hub: proxy.url, ...more });
    apps.push(app);
    return app;
  };
  later.push(async () => {
    for (const app of apps) await app.close().catch(() => undefined);
    await proxy.close();
    await hub?.kill();
    await removeFolder(data);
    // Only now: while the hub runs it writes into it.
    await removeFolder(hubFolder);
  });
  return {
    data,
    hubFolder,
    proxy,
    code,
    async startHub() {
      hub = await startHub(hubFolder, { port, args: hubArgs });
    },
    async stopHub() {
      await hub?.stop();
      hub = undefined;
    },
    async killHub() {
      await hub?.kill();
      hub = undefined;
    },
    launch,
    launchEnrolled: (more = {}) => launch({ enrol: `${branch}:${code}`, ...more }),
  };
}

/** For the demo branch the hub itself makes a code as it starts: one process less. */
async function startHubWithCode(
  folder: string,
  branch: string,
  serving: { readonly port: number; readonly args: readonly string[] },
): Promise<{ readonly hub: HubProcess; readonly code: string }> {
  if (branch !== DEMO_BRANCH) {
    const code = await newEnrolCode(folder, branch);
    return { code, hub: await startHub(folder, serving) };
  }
  const file = join(folder, 'enrol-code.json');
  const args = [...serving.args, '--enrol-code-file', file];
  const hub = await startHub(folder, { ...serving, args });
  const written = JSON.parse(await readFile(file, 'utf8')) as { branch: string; code: string };
  if (written.branch !== branch) throw new Error(`the code is for ${written.branch}`);
  return { code: written.code, hub };
}

/** A clerk of the demo branch signed in at the counter, the search box focused. */
type SignedIn = {
  readonly desk: Desk;
  readonly app: AppProcess;
  readonly page: AppProcess['page'];
};

type Fixtures = {
  readonly openDesk: (options?: DeskOptions) => Promise<Desk>;
  readonly counter: SignedIn;
};

export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern
  openDesk: async ({}, use) => {
    const later: (() => Promise<void>)[] = [];
    await use((options = {}) => openDesk(options, later));
    for (const task of later.toReversed()) await task();
  },
  counter: async ({ openDesk }, use) => {
    const desk = await openDesk();
    const app = await desk.launchEnrolled();
    await signInToCounter(app.page);
    await use({ desk, app, page: app.page });
  },
});

export { expect } from '@playwright/test';

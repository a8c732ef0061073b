// A day's work in a minute: the clock of window, data process and hub, moved forward between visits. For pictures only.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shell } from '#shared/contract/shell.ts';
import type { AppProcess } from '#tests/fixtures/app_process.ts';

/** Loaded before the data process and before the hub: its `Date` is ahead of the machine's by what the file says, in ms. */
const HOOK = `
const { readFileSync } = require('node:fs');
const RealDate = Date;
let ahead = 0;
const read = () => {
  try {
    ahead = Number(readFileSync(process.env.SHOTS_AHEAD, 'utf8')) || 0;
  } catch {}
};
read();
setInterval(read, 20).unref();
globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + ahead);
    else super(...parts);
  }
  static now() {
    return RealDate.now() + ahead;
  }
};
`;

export type DayClock = {
  /** UTC ms. */
  now(): number;
  /** Moves both clocks to this instant (UTC ms), never back. */
  set(instant: number): Promise<void>;
};

export type ClockFiles = {
  readonly file: string;
  /** A process of Node that starts with it goes by this clock. */
  readonly env: { readonly NODE_OPTIONS: string; readonly SHOTS_AHEAD: string };
};

/** @param folder one that the app may read */
export function writeClockFiles(folder: string): ClockFiles {
  const hook = join(folder, 'clock.cjs');
  const file = join(folder, 'ahead');
  writeFileSync(hook, HOOK, { mode: 0o644 });
  writeFileSync(file, '0', { mode: 0o644 });
  return { file, env: { NODE_OPTIONS: `--require ${hook}`, SHOTS_AHEAD: file } };
}

/** Starts the data process again, with the hook; whoever was signed in is signed out. */
export async function createDayClock(app: AppProcess, files: ClockFiles): Promise<DayClock> {
  const { electron, page } = app;
  const { file } = files;
  let ahead = 0;
  await electron.evaluate((_, env) => {
    Object.assign(process.env, env);
  }, files.env);
  const banner = page.locator('[data-health]');
  await page.evaluate(() =>
    (globalThis as unknown as { counterShell: Shell }).counterShell.restartData(),
  );
  await banner.waitFor();
  await banner.waitFor({ state: 'detached' });
  return {
    now: () => Date.now() + ahead,
    async set(instant) {
      ahead = Math.max(ahead, instant - Date.now());
      writeFileSync(file, String(ahead));
      await page.evaluate((ms) => {
        const shifted = globalThis as unknown as { shotsRealNow?: () => number };
        shifted.shotsRealNow ??= Date.now;
        const realNow = shifted.shotsRealNow;
        Date.now = () => realNow.call(Date) + ms;
      }, ahead);
      await page.waitForTimeout(60);
    },
  };
}

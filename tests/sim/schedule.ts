// One run of the simulator: steps that a seed names, two windows, HQ and sticks under faults, until all is quiet.
import { DAY_MS } from '#shared/base/month.ts';
import { createRandom } from '#shared/base/random.ts';
import { createHubKeys } from '#tests/fixtures/published.ts';
import { faultOf } from './oracles.ts';
import { createSimHub, type HubLetter, type SimHub } from './sim_hub.ts';
import { clientOf, type SimLine } from './sim_line.ts';
import { createWindow, type Letter, type SimWindow } from './sim_window.ts';

const KINDS = [
  'serve',
  'serve',
  'serve',
  'round',
  'round',
  'round',
  'part',
  'late',
  'power',
  'clock',
  'write',
  'bring',
  'fetch',
  'read',
  'back-up-hub',
  'put-back-hub',
  'copy',
  'put-back',
  'flush',
  'drop',
] as const;

/** `chance` names all that happens within the step, so that leaving out others does not change it. */
export type Step = {
  readonly kind: (typeof KINDS)[number];
  readonly window: number;
  readonly chance: number;
};

export function stepsOf(seed: number): readonly Step[] {
  const random = createRandom(seed);
  const count = 8 + Math.floor(random() * 28);
  return Array.from({ length: count }, () => ({
    kind: KINDS[Math.floor(random() * KINDS.length)] ?? 'round',
    window: random() < 0.5 ? 0 : 1,
    chance: Math.floor(random() * 2 ** 32),
  }));
}

const KEYS = createHubKeys();
const NAMES = ['east', 'west'] as const;
const BEGIN = Date.UTC(2026, 10, 21, 8);
/** Longer than a quiet device waits before it compares itself with HQ. */
const REST_MS = 660_000;
/** Rounds without a fault after which all must be quiet. */
const TO_REST = 4;

export type World = {
  readonly hub: SimHub;
  readonly line: SimLine;
  readonly windows: readonly SimWindow[];
  readonly toHQ: { readonly device: string; readonly letter: Letter }[];
  readonly toDevice: { readonly device: string; readonly letter: HubLetter }[];
  /** A disk lost ledger and mark together: numbers may be taken twice, and must be told. */
  isForgetful: boolean;
  now: number;
};

/**
 * @param makeHub another HQ, which has to be found out
 * @returns what was broken, or null; and how much time went by in the run
 */
export async function run(
  steps: readonly Step[],
  makeHub: typeof createSimHub = createSimHub,
): Promise<{ readonly fault: string | null; readonly ms: number }> {
  const hub = makeHub(NAMES);
  const line: SimLine = {
    random: Math.random,
    faults: 0,
    parted: null,
    late: [],
    untilCut: null,
  };
  const now = (): number => world.now;
  const windows: SimWindow[] = [];
  const world: World = {
    hub,
    line,
    windows,
    toHQ: [],
    toDevice: [],
    isForgetful: false,
    now: BEGIN,
  };
  for (const [index, device] of NAMES.entries()) {
    const client = clientOf(device, { hub, line, keys: KEYS, now });
    windows.push(createWindow({ device, client, keys: KEYS, now, random: createRandom(index) }));
  }
  const end = (fault: string | null): { fault: string | null; ms: number } => ({
    fault,
    ms: world.now - BEGIN,
  });
  try {
    for (const step of steps) {
      const window = windows[step.window];
      if (window === undefined) continue;
      line.random = createRandom(step.chance);
      line.faults = 3;
      const ms = line.random() < 0.6 ? 60_000 : DAY_MS / 2;
      world.now += 1_000 + Math.floor(line.random() * ms);
      for (const each of windows) each.settle();
      await take(step, window, world);
      if (window.due() === null) return end(`${window.device} has gone to sleep`);
    }
    line.faults = 0;
    line.parted = null;
    for (const late of line.late.splice(0)) late();
    let fault: string | null = 'no round';
    for (let round = 0; round < TO_REST && fault !== null; round += 1) {
      world.now += REST_MS;
      for (const window of windows) {
        window.clockOff = 0;
        if (window.due() === null) return end(`${window.device} has gone to sleep`);
        await window.round();
      }
      fault = faultOf(world);
    }
    return end(fault);
  } catch (error) {
    return end(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    for (const window of windows) window.close();
  }
}

async function take(step: Step, window: SimWindow, world: World): Promise<void> {
  const { hub, line, toHQ, toDevice } = world;
  const { random } = line;
  const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];
  const { device } = window;
  switch (step.kind) {
    case 'serve':
      window.serve();
      return;
    case 'round':
      world.now = Math.max(world.now, window.due() ?? 0);
      await window.round();
      return;
    case 'part':
      line.parted = line.parted === null ? device : null;
      return;
    case 'late':
      line.late.splice(Math.floor(random() * line.late.length), 1)[0]?.();
      return;
    case 'power': {
      if (random() < 0.3) window.serve();
      line.untilCut = Math.floor(random() * 5);
      const round = window.round();
      // Whatever the round does happens in turns of this loop; after that it waits for ever or is over.
      await Promise.race([round, new Promise((resolve) => setImmediate(resolve))]);
      line.untilCut = null;
      window.cutPower();
      return;
    }
    case 'clock':
      window.clockOff = pick([0, -DAY_MS, DAY_MS, -365 * DAY_MS, 365 * DAY_MS]) ?? 0;
      return;
    case 'write':
      toHQ.push({ device, letter: window.write() });
      return;
    case 'bring': {
      // Any stick, also one that was read before.
      const letter = pick(toHQ);
      if (letter !== undefined) {
        hub.readLetter(letter.device, letter.letter.report, letter.letter.events);
      }
      return;
    }
    case 'fetch':
      toDevice.push({ device, letter: hub.writeLetter(device, world.now) });
      return;
    case 'read': {
      const letter = pick(toDevice.filter((one) => one.device === device));
      if (letter !== undefined) await window.read(letter.letter);
      return;
    }
    case 'back-up-hub':
      hub.backUp();
      return;
    case 'put-back-hub':
      hub.putBack();
      // What was on its way went to a program that is no more.
      line.late.length = 0;
      return;
    case 'copy':
      window.keep('copy');
      return;
    case 'put-back':
      window.putBack('copy', false);
      return;
    case 'flush':
      window.keep('flushed');
      return;
    case 'drop': {
      const withMark = random() < 0.3;
      if (withMark) world.isForgetful = true;
      window.putBack('flushed', withMark);
    }
  }
}

/** Leaves out steps for as long as the same breaks. */
export async function shrink(
  steps: readonly Step[],
  makeHub: typeof createSimHub = createSimHub,
): Promise<readonly Step[]> {
  const kindOf = async (some: readonly Step[]): Promise<string | undefined> =>
    (await run(some, makeHub)).fault?.replaceAll(/\d+/g, '#');
  const kind = await kindOf(steps);
  let least = steps;
  for (let size = Math.ceil(least.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < least.length;) {
      const fewer = [...least.slice(0, from), ...least.slice(from + size)];
      if ((await kindOf(fewer)) === kind) least = fewer;
      else from += size;
    }
  }
  return least;
}

// The ways to HQ that the operating system names: asked of a run of this program that has no page and no window. Chromium
// knows the systems' ways to set a proxy and runs the script that names one (PAC, WPAD); this run looks no name up for it.
import { execFile } from 'node:child_process';
import type { FindWays } from '#electron/line/line.ts';
import type { Way } from '#electron/line/way.ts';

/** Electron's `Session`, as far as it is asked. */
type Resolver = { resolveProxy(url: string): Promise<string> };

/** What the asked run prints before what Chromium named, and after it. */
const MARK = 'counter-assist proxy';
const PRINTED = new RegExp(`^${MARK}: (.*)$`, 'm');

/** Networks change under a computer that is carried; an old PC has other work than this. */
const ASKED_ANEW_MS = 5 * 60_000;
const TRIED_AGAIN_MS = 30_000;
/** An old PC at its start, and a script that is not there. */
const ANSWER_WITHIN_MS = 60_000;

const KINDS: Readonly<Record<string, string>> = {
  PROXY: 'http:',
  HTTPS: 'https:',
  SOCKS: 'socks4:',
  SOCKS4: 'socks4:',
  SOCKS5: 'socks5:',
};
const PLACE = /^(\[[\da-f:]+\]|[\w.-]+):\d{1,5}$/i;

/** Whoever answers for the network names the script, and what it says: no more of it is tried, and told. */
const MOST_WAYS = 8;
const TOLD_LENGTH = 300;

/** `PROXY HOST:PORT; SOCKS5 HOST:PORT; DIRECT`, as scripts and Chromium write it; straight where nothing is named. */
export function waysOf(named: string): readonly Way[] {
  const ways = named.split(';').flatMap((text): readonly Way[] => {
    const [kind = '', place = ''] = text.trim().split(/\s+/);
    if (kind === 'DIRECT') return [null];
    const scheme = KINDS[kind];
    return scheme !== undefined && PLACE.test(place) ? [`${scheme}//${place}`] : [];
  });
  return ways.length === 0 ? [null] : ways.slice(0, MOST_WAYS);
}

/** The line that the asked run prints. */
export const answerOf = async (resolver: Resolver, address: string): Promise<string> =>
  `${MARK}: ${await resolver.resolveProxy(address)}`;

export type SystemProxyOptions = {
  /** What a run of the program that asks for the address prints. @throws as processes do */
  readonly ask: (address: string) => Promise<string>;
  readonly log: (level: 'info' | 'warn', text: string) => void;
  /** Of a clock that nobody sets, in ms. */
  readonly now: () => number;
};

type Known = { until: number; readonly ways: Promise<readonly Way[]> };

/** Straight, and told, where nothing can be learned. */
export function createSystemProxy({ ask, log, now }: SystemProxyOptions): FindWays {
  const known = new Map<string, Known>();
  let last: string | null = null;
  const learn = async (address: string): Promise<readonly Way[]> => {
    try {
      const named = PRINTED.exec(await ask(address))?.[1];
      if (named === undefined) throw new Error('no answer');
      if (named !== last) log('info', `the system's proxy: ${named.slice(0, TOLD_LENGTH)}`);
      last = named;
      return waysOf(named);
    } catch (error) {
      log('warn', `the system's proxy is not to be learned: ${(error as Error).message}`);
      const asked = known.get(address);
      if (asked !== undefined) asked.until = Math.min(asked.until, now() + TRIED_AGAIN_MS);
      return [null];
    }
  };
  return (address) => {
    const before = known.get(address);
    if (before !== undefined && now() < before.until) return before.ways;
    const ways = learn(address);
    known.set(address, { until: now() + ASKED_ANEW_MS, ways });
    return ways;
  };
}

/** @param own what the program is started with before its options: nothing for a packaged one */
export const askByRun =
  (executable: string, own: readonly string[], dataDir: string): SystemProxyOptions['ask'] =>
  (address) =>
    new Promise((resolve, reject) => {
      execFile(
        executable,
        [...own, `--data=${dataDir}`, `--ask-proxy=${address}`],
        { timeout: ANSWER_WITHIN_MS, windowsHide: true },
        (error, stdout) => {
          if (error === null) resolve(stdout);
          else reject(new Error(error.killed === true ? 'no answer in time' : error.message));
        },
      );
    });

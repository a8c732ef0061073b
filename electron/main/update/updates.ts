// Updates of the program: looked for now and then, downloaded beside the work, installed when a manager says so.
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { UpdateProblem, UpdateView } from '#shared/contract/shell.ts';
import { isNewer, type UpdateFeed } from '#shared/wire/update.ts';
import type { JsonFile } from '../atomic_file.ts';
import type { Freshness } from './freshness.ts';
import type { Library } from './library.ts';
import { NoUpdate, problemOf } from './problem.ts';

export type UpdatesOptions = {
  readonly version: string;
  /** Null: nobody has set one. */
  readonly feed: string | null;
  readonly dataDir: string;
  /** Loaded at the first look: no start waits for it. Null: this package is updated by its system alone. */
  readonly load: (onProgress: (percent: number) => void) => Promise<Library | null>;
  /** What came of the last install, kept over the start that follows it. */
  readonly lastProblem: JsonFile<UpdateProblem | null>;
  readonly freshness: Freshness;
  readonly now: () => number;
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void;
  /** Closes the ledger, so that its note of what is unsent is the last word. */
  readonly stopData: () => Promise<void>;
  /** Begins again as it is. */
  readonly startAnew: () => void;
};

export type Updates = {
  view(): UpdateView;
  /** Looks from now on by itself. */
  run(): void;
  look(): Promise<void>;
  /** Ends the program, whatever comes of it: as the new one, or as it was. */
  install(): Promise<void>;
};

const UNSENT: UpdateProblem = { what: 'unsent', detail: '' };

/** The first page and the first round with HQ come before. */
const FIRST_LOOK_MS = 3 * 60_000;
const LOOK_MS = 4 * 60 * 60_000;

export function createUpdates(options: UpdatesOptions): Updates {
  const { version, feed, log } = options;
  let library: Promise<Library | null> | null = null;
  let signed: UpdateFeed | null = null;
  let view: UpdateView = {
    state: feed === null ? 'off' : 'idle',
    version,
    feed,
    lookedAt: null,
    found: null,
    isStaged: false,
    percent: 0,
    file: null,
    problem: options.lastProblem.read(),
  };
  if (view.problem !== null) options.lastProblem.write(null);
  const tell = (change: Partial<UpdateView>): void => {
    view = { ...view, ...change };
  };
  const fail = (state: UpdateView['state'], error: unknown): void => {
    const problem = problemOf(error);
    log('warn', `update: ${problem.what}: ${problem.detail}`);
    tell({ state, problem, file: null, percent: 0 });
  };

  const look = async (): Promise<void> => {
    if (view.state !== 'idle' && view.state !== 'ready') return;
    tell({ state: 'looking' });
    try {
      library ??= options.load((percent) => tell({ state: 'downloading', percent }));
      const loaded = await library;
      if (loaded === null) {
        tell({ state: 'by-hand' });
        return;
      }
      const { feed: answer, isStaged, file } = await loaded.look();
      const isFound = isNewer(answer.version, version);
      signed = answer;
      tell({
        state: file === null ? 'idle' : 'ready',
        lookedAt: options.now(),
        found: isFound ? answer.version : null,
        isStaged: isFound && isStaged,
        file,
        problem: null,
      });
    } catch (error) {
      tell({ lookedAt: options.now() });
      fail('idle', error);
    }
  };

  const install = async (): Promise<void> => {
    const { file } = view;
    const loaded = await library;
    if (view.state !== 'ready' || file === null || signed === null || !loaded) return;
    tell({ state: 'installing' });
    try {
      options.freshness.still(signed);
      // It lay on the disk since.
      const sha512 = await sha512Of(file);
      if (!signed.files.some((each) => each.sha512 === sha512))
        throw new NoUpdate('damaged', 'it was changed after it came');
    } catch (error) {
      fail('idle', error);
      return;
    }
    await options.stopData();
    const refused = hasUnsent(options.dataDir) ? UNSENT : installBy(loaded, signed.version);
    if (refused === null) return;
    log('warn', `update: ${refused.what}: ${refused.detail}`);
    options.lastProblem.write(refused);
    options.startAnew();
  };
  const installBy = (loaded: Library, next: string): UpdateProblem | null => {
    log('info', `update: ${version} is to be replaced by ${next}`);
    const refusal = loaded.install();
    return refusal === null ? null : { what: 'not-installed', detail: refusal };
  };

  return {
    view: () => view,
    run() {
      if (feed === null) return;
      setTimeout(() => void look(), FIRST_LOOK_MS).unref();
      setInterval(() => void look(), LOOK_MS).unref();
    },
    look,
    install,
  };
}

/** Beside each ledger with entries that neither HQ has nor a stick was given lies a note of them. */
const hasUnsent = (dataDir: string): boolean =>
  readdirSync(dataDir).some((name) => /^ledger-[\w-]+\.unsent$/.test(name));

async function sha512Of(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}

// One line of progress per step, and a bar for the long ones. Plain lines when nobody watches a terminal.

/** An expected failure of the set-up: shown as its text alone, without a stack. */
export class SetupError extends Error {}

/**
 * @typedef {{ bar: (fraction: number, note?: string) => void, note: (text: string) => void }} StepHandle
 * @typedef {{ step: <T>(title: string, work: (handle: StepHandle) => Promise<T> | T) => Promise<T>, line: (text: string) => void }} Progress
 */

const WIDTH = 24;

/**
 * Prints to `stream`. Steps may overlap: each prints its line when it ends.
 * @param {NodeJS.WriteStream} [stream]
 * @returns {Progress}
 */
export function createProgress(stream = process.stdout) {
  const live = stream.isTTY === true && !process.env['CI'];
  let barShown = false;
  /** Steps may overlap; the oldest one has the bar. @type {object[]} */
  const running = [];
  const clear = () => {
    if (barShown) stream.write('\r\x1b[2K');
    barShown = false;
  };
  const line = (/** @type {string} */ text) => {
    clear();
    stream.write(`${text}\n`);
  };

  return {
    line,
    async step(title, work) {
      const started = performance.now();
      const took = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
      let note = '';
      let quarter = 0;
      /** @type {StepHandle} */
      const handle = {
        note: (text) => (note = text),
        bar(fraction, text = '') {
          const done = Math.max(0, Math.min(1, fraction));
          if (live && running[0] !== handle) return;
          if (live) {
            const filled = Math.round(done * WIDTH);
            const drawn = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
            stream.write(`\r\x1b[2K  ${drawn} ${Math.round(done * 100)} %  ${title} ${text}`);
            barShown = true;
          } else if (Math.floor(done * 4) > quarter && done < 1) {
            quarter = Math.floor(done * 4);
            line(`  … ${title}: ${quarter * 25} % (${took()})`);
          }
        },
      };
      running.push(handle);
      try {
        const result = await work(handle);
        line(`✓ ${title}${note && `: ${note}`} (${took()})`);
        return result;
      } catch (error) {
        line(`✗ ${title} (${took()})`);
        throw error;
      } finally {
        running.splice(running.indexOf(handle), 1);
      }
    },
  };
}

/**
 * Calls `bar` once a second from elapsed over expected time; it creeps towards the end, never past it.
 * @template T
 * @param {StepHandle} handle
 * @param {number} expectedSeconds
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withTimedBar(handle, expectedSeconds, work) {
  const started = performance.now();
  const timer = setInterval(() => {
    const share = (performance.now() - started) / 1000 / expectedSeconds;
    handle.bar(
      share < 0.9 ? share : 1 - 0.1 / (1 + 10 * (share - 0.9)),
      `(about ${expectedSeconds} s)`,
    );
  }, 1000);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}

/**
 * Runs an entry point: expected failures print one block and end with exit code 1.
 * @param {() => Promise<number | void>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}

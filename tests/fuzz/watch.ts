// An input that never comes back: another thread names it and ends this process, which by then hears nothing.
import { Worker } from 'node:worker_threads';

/** Far beyond the slowest of a busy machine. */
const MOST_MS = 60_000;

export type Watch = { begin(number: number): void; end(): Promise<void> };

export function startWatch(name: string, seed: number): Watch {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(THREAD, {
    eval: true,
    workerData: { shared, name, seed, most: MOST_MS },
  });
  worker.unref();
  return {
    begin(number) {
      Atomics.store(shared, 0, number);
      Atomics.add(shared, 1, 1);
    },
    async end() {
      await worker.terminate();
    },
  };
}

const THREAD = `
const { workerData: { shared, name, seed, most } } = require('node:worker_threads');
let seen = 0;
setInterval(() => {
  const turn = Atomics.load(shared, 1);
  if (turn !== 0 && turn === seen) {
    const input = Atomics.load(shared, 0);
    require('node:fs').writeSync(2, name + ', seed ' + seed + ', input ' + input + ': no answer in ' + most + ' ms\\n');
    process.kill(process.pid, 'SIGKILL');
  }
  seen = turn;
}, most);
`;

// Work on other threads, or on this one: what comes out is the same.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

export type Threads<Task, Answer> = {
  /** Tasks that may be under way at once without any waiting long. */
  readonly room: number;
  run(task: Task): Promise<Answer>;
  close(): Promise<void>;
};

export type ThreadOptions<Task, Answer> = {
  /** The built entry of the worker, beside the command line: `simulate_worker.mjs`. */
  readonly entry: string;
  /** Handed to each worker when it starts. */
  readonly setup: unknown;
  /** 0: none but the calling thread. */
  readonly workers: number;
  /** What the worker does, for the calling thread. */
  readonly here: () => (task: Task) => Answer;
};

export function createThreads<Task, Answer>({
  entry,
  setup,
  workers,
  here,
}: ThreadOptions<Task, Answer>): Threads<Task, Answer> {
  if (workers === 0) {
    const run = here();
    return { room: 1, run: async (task) => run(task), close: () => Promise.resolve() };
  }
  const file = builtFile(entry);
  const hands = Array.from({ length: workers }, () => createHand<Answer>(file, setup));
  return {
    room: workers * 2,
    run(task) {
      const idlest = hands.toSorted(
        (a, b) => a.waiting.length - b.waiting.length,
      )[0] as Hand<Answer>;
      return new Promise((resolve, reject) => {
        idlest.waiting.push({ resolve, reject });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        idlest.worker.postMessage(task);
      });
    },
    close: async () => void (await Promise.all(hands.map(({ worker }) => worker.terminate()))),
  };
}

type Waiting<Answer> = {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
};
type Hand<Answer> = { readonly worker: Worker; readonly waiting: Waiting<Answer>[] };

/** A worker answers its tasks in the order in which it got them. */
function createHand<Answer>(file: string, setup: unknown): Hand<Answer> {
  const worker = new Worker(file, { workerData: setup });
  const waiting: Waiting<Answer>[] = [];
  const fail = (error: Error): void => {
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  worker.on('message', (answer: Answer) => waiting.shift()?.resolve(answer));
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('a worker thread ended')));
  return { worker, waiting };
}

/** This file runs from dist/hub/ as built, from hub/ in tests. */
function builtFile(name: string): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    for (const path of [join(folder, name), join(folder, 'dist', 'hub', name)]) {
      if (existsSync(path)) return path;
    }
    if (folder === dirname(folder)) throw new Error(`${name} is missing: build the hub`);
  }
}

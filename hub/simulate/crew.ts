// Decides batches on other threads, or on this one: what comes out is the same.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type BatchResult, createDecider } from './decide_batch.ts';
import type { CustomerBatch, Setup } from './scene.ts';

export type Crew = {
  /** Batches that may be under way at once without any waiting long. */
  readonly room: number;
  run(batch: CustomerBatch): Promise<BatchResult>;
  close(): Promise<void>;
};

/** @param workers threads; 0: none but the calling one */
export const createCrew = (setup: Setup, workers: number): Crew =>
  workers === 0 ? crewOfOne(setup) : crewOfWorkers(setup, workers);

function crewOfOne(setup: Setup): Crew {
  const decide = createDecider(setup);
  return {
    room: 1,
    run: (batch) => Promise.resolve(decide(batch)),
    close: () => Promise.resolve(),
  };
}

type Waiting = {
  readonly resolve: (result: BatchResult) => void;
  readonly reject: (error: Error) => void;
};
type Hand = { readonly worker: Worker; readonly waiting: Waiting[] };

function crewOfWorkers(setup: Setup, workers: number): Crew {
  const file = workerFile();
  const hands = Array.from({ length: workers }, () => createHand(file, setup));
  return {
    room: workers * 2,
    run(batch) {
      const idlest = hands.toSorted((a, b) => a.waiting.length - b.waiting.length)[0] as Hand;
      return new Promise((resolve, reject) => {
        idlest.waiting.push({ resolve, reject });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        idlest.worker.postMessage(batch);
      });
    },
    close: async () => void (await Promise.all(hands.map(({ worker }) => worker.terminate()))),
  };
}

/** A worker answers its batches in the order in which it got them. */
function createHand(file: string, setup: Setup): Hand {
  const worker = new Worker(file, { workerData: setup });
  const waiting: Waiting[] = [];
  const fail = (error: Error): void => {
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  worker.on('message', (result: BatchResult) => waiting.shift()?.resolve(result));
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('a worker of the simulation ended')));
  return { worker, waiting };
}

/** Built beside the command line; this file runs from dist/hub/ as built, from hub/ in tests. */
function workerFile(): string {
  const name = 'simulate_worker.mjs';
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    for (const path of [join(folder, name), join(folder, 'dist', 'hub', name)]) {
      if (existsSync(path)) return path;
    }
    if (folder === dirname(folder)) throw new Error(`${name} is missing: build the hub`);
  }
}

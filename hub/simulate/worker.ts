// Entry of a simulation's worker thread: gets batches, answers counts.
import { parentPort, workerData } from 'node:worker_threads';
import { createDecider } from './decide_batch.ts';
import type { CustomerBatch, Setup } from './scene.ts';

const decide = createDecider(workerData as Setup);
parentPort?.on('message', (batch: CustomerBatch) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(decide(batch));
});

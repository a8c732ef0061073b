// Entry of a training's worker thread: gets the work of one bag, answers what the bag learned.
import { parentPort } from 'node:worker_threads';
import { type BagTask, runBag } from './additive_bag.ts';

parentPort?.on('message', (task: BagTask) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(runBag(task));
});

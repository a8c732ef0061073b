// The threads that decide batches of customers for a simulation.
import { createThreads, type Threads } from '#hub/threads.ts';
import { type BatchResult, createDecider } from './decide_batch.ts';
import type { CustomerBatch, Setup } from './scene.ts';

export type Crew = Threads<CustomerBatch, BatchResult>;

/** @param workers threads; 0: none but the calling one */
export const createCrew = (setup: Setup, workers: number): Crew =>
  createThreads({
    entry: 'simulate_worker.mjs',
    setup,
    workers,
    here: () => createDecider(setup),
  });

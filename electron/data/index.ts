// Entry of the utility process: the one place where the data process meets Electron, the clock and chance.
import { randomBytes } from 'node:crypto';
import { createParent, type ParentPort } from '../port/parent.ts';
import { runDataProcess } from './data_process.ts';

declare global {
  namespace NodeJS {
    interface Process {
      /** Electron's; in a utility process only. */
      readonly parentPort?: ParentPort;
    }
  }
}

const { parentPort } = process;
if (parentPort === undefined) throw new Error('this program runs as a utility process of Electron');

runDataProcess(
  createParent(parentPort),
  { systemNow: Date.now, randomBytes, random: Math.random },
  () => process.exit(0),
);

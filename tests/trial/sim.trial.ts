// npm run trial -- sim [SCHEDULES] [SEED]: the sync under schedules of faults, by default a million, on all cores.
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { type TriedOut, tryOut } from '#tests/sim/try_out.ts';

const PART = 2_000;
const NEWS = 20_000;

if (process.send === undefined) await share();
else process.on('message', (first: number) => void tryOut(first, PART).then(answer));

function answer(tried: TriedOut): void {
  process.send?.(tried);
}

/** A part at a time to each child, so that none waits for the slowest. */
async function share(): Promise<void> {
  const schedules = Number(process.argv[2] ?? 1_000_000);
  const seed = Number(process.argv[3] ?? 1);
  const start = performance.now();
  let next = seed;
  let done = 0;
  let simulatedMs = 0;
  let broken = 0;
  const work = async (): Promise<void> => {
    const child = fork(process.argv[1] ?? '');
    while (next < seed + schedules && broken === 0) {
      const first = next;
      next += PART;
      const tried = await new Promise<TriedOut>((resolve, reject) => {
        child.once('message', (message) => resolve(message as TriedOut));
        child.once('exit', (code) => reject(new Error(`a child ended with ${code}`)));
        child.send(first);
      });
      child.removeAllListeners('exit');
      done += PART;
      simulatedMs += tried.simulatedMs;
      broken += tried.broken.length;
      for (const line of tried.broken) console.log(line);
      if (done % NEWS === 0) console.error(`${done} done`);
    }
    child.disconnect();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  const ms = performance.now() - start;
  console.log(
    `${done} schedules in ${Math.round(ms / 1_000)} s, simulated time ${Math.round(simulatedMs / ms)} times as long, ${broken} broken`,
  );
  process.exit(broken > 0 ? 1 : 0);
}

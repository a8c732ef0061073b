// npm run trial -- laws [SEEDS] [FIRST]: the laws of the chances on hundreds of tables by lot; exit code 1 where one is broken.
import { LAWS } from '#hub/train/test_laws.ts';

const seeds = Number(process.argv[2] ?? 300);
const first = Number(process.argv[3] ?? 1);
let broken = 0;
for (const { name, most, apart } of LAWS) {
  let worst = { apart: 0, seed: first };
  const at: number[] = [];
  for (let seed = first; seed < first + seeds; seed += 1) {
    const found = await apart(seed);
    if (found > worst.apart) worst = { apart: found, seed };
    if (!(found <= most)) at.push(seed);
  }
  broken += at.length;
  const said =
    at.length === 0 ? 'kept' : `BROKEN by ${at.length}, seeds ${at.slice(0, 8).join(', ')}`;
  console.log(`${name}: ${said}; furthest ${worst.apart} of ${most} (seed ${worst.seed})`);
}
console.log(`${seeds} seeds from ${first}, ${broken} broken`);
process.exitCode = broken === 0 ? 0 : 1;

// The sync under thousands of schedules of faults: no taken answer is lost or doubled, and all comes to rest.
import { expect, it } from 'vitest';
import { run, shrink, stepsOf } from './schedule.ts';
import { createSimHub, type SimHub } from './sim_hub.ts';
import { tryOut } from './try_out.ts';

const SCHEDULES = 10_000;

it(`loses, doubles and forgets nothing in ${SCHEDULES} schedules`, async () => {
  const { broken } = await tryOut(1, SCHEDULES);
  expect(broken).toEqual([]);
}, 300_000);

it('gives the same run for the same seed', async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    expect(await run(stepsOf(seed))).toEqual(await run(stepsOf(seed)));
  }
});

/** Says that it holds everything, also when it was put back. */
function boastful(devices: readonly string[]): SimHub {
  const hub = createSimHub(devices);
  const all = { total: 1_000, through: 1_000 };
  return {
    ...hub,
    held: (device) => ({ ...hub.held(device), ...all }),
    receive: (device, events) => ({ ...hub.receive(device, events), ...all }),
  };
}

it('finds an HQ that hides what it lost, and shows the few steps that matter', async () => {
  let seed = 1;
  while ((await run(stepsOf(seed), boastful)).fault === null) seed += 1;
  const least = await shrink(stepsOf(seed), boastful);
  expect(least.map(({ kind }) => kind)).toContain('put-back-hub');
  expect(least.length).toBeLessThanOrEqual(6);
  expect((await run(least, boastful)).fault).toMatch(/HQ lacks/);
});

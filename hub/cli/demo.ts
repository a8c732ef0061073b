// hub demo: a believable province to try everything on.
import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { dayOfInstant } from '#shared/base/month.ts';
import {
  createProvince,
  DEFAULT_PROVINCE,
  describeProvinceError,
  resumeProvince,
} from '#hub/demo/create_province.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { DEMO_PINS } from '#hub/demo/people_at_work.ts';
import {
  addCommonOptions,
  type CommonOptions,
  type HubContext,
  HubProblem,
  withHub,
} from './context.ts';
import { EXIT } from './exit_code.ts';
import { wholeNumber } from './options.ts';
import { formatCount } from './format.ts';

type DemoOptions = CommonOptions & {
  readonly customers: number;
  readonly branches: number;
  readonly seed: number;
};

export const createDemoCommand = (): Command =>
  addCommonOptions(new Command('demo'))
    .description(
      'make the demo province: branches, staff, gifts, customers with twelve months, catalog, scores, packs',
    )
    .option(
      '--customers <count>',
      'in all branches together, up to 1,000,000',
      wholeNumber(1, 1_000_000),
      DEFAULT_PROVINCE.customers,
    )
    .option('--branches <count>', 'branches', wholeNumber(1, 50), DEFAULT_PROVINCE.branches)
    .option(
      '--seed <number>',
      'the same seed gives the same province',
      wholeNumber(0, 2 ** 31),
      DEFAULT_PROVINCE.seed,
    )
    .action((options: DemoOptions) =>
      withHub(options, async (hub) => {
        const lines = await makeDemoProvince(hub, options);
        process.stdout.write(`${lines.join('\n')}\n`);
        return EXIT.done;
      }),
    );

/** @returns lines that report it. @throws HubProblem when it is there already or the catalog is faulty. */
export async function makeDemoProvince(
  hub: HubContext,
  options: Pick<DemoOptions, 'customers' | 'branches' | 'seed'> = DEFAULT_PROVINCE,
): Promise<readonly string[]> {
  const now = Date.now();
  const made = await createProvince(
    hub.database,
    await hub.secret(),
    {
      ...options,
      now,
      today: dayOfInstant(now, 'Asia/Shanghai'),
      catalogFolder: shippedCatalogFolder(),
      workers: availableParallelism(),
    },
    hub.progress,
  );
  if (!made.ok) throw new HubProblem(EXIT.refused, describeProvinceError(made.error));
  const branches = made.value.branches.map(
    ({ code, customers }) => `${code}: ${formatCount(customers)} customers`,
  );
  return [...branches, `demo PINs: clerks ${DEMO_PINS.clerk}, managers ${DEMO_PINS.manager}`];
}

/** Finishes a demo province whose making was cut off; does nothing to one that is complete. */
export async function resumeDemoProvince(hub: HubContext): Promise<void> {
  const resumed = await resumeProvince(
    hub.database,
    await hub.secret(),
    {
      now: Date.now(),
      catalogFolder: shippedCatalogFolder(),
      workers: availableParallelism(),
    },
    hub.progress,
  );
  if (!resumed.ok) throw new HubProblem(EXIT.refused, describeProvinceError(resumed.error));
}

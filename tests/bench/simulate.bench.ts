// How long the shipped catalog over 100,000 made up customers takes, as `hub simulate` runs it: scored, decided, counted.
import { availableParallelism } from 'node:os';
import { day } from '#shared/base/month.ts';
import { NO_BELIEFS } from '#shared/model/beliefs.ts';
import { loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { madeUpCustomers } from '#hub/simulate/customer_sources.ts';
import { reportOf } from '#hub/simulate/report.ts';
import type { Setup } from '#hub/simulate/scene.ts';
import { simulate } from '#hub/simulate/simulate.ts';
import { sampleModels } from './sample_models.ts';
import { tellFigure } from './tell_figure.ts';

const CUSTOMERS = 100_000;
const WORKERS = 2;
const TARGET_SECONDS = 60;
const TODAY = day('2026-11-18');
/** Decided again without workers, to be compared with what the workers came to. */
const CHECKED = 2_000;

const loaded = await loadCatalogFolder(shippedCatalogFolder());
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const { offers } = loaded.value.catalog;
const setup: Setup = {
  variants: [{ name: 'shipped', ...loaded.value }],
  moved: [],
  beliefs: NO_BELIEFS,
  scene: { purpose: 'top-up', intended: 'usual', day: TODAY },
  scoring: sampleModels(),
  csv: false,
};

await verifyWorkers();
const start = performance.now();
const simulation = await simulate(setup, madeUpCustomers(CUSTOMERS, 1, TODAY), {
  workers: WORKERS,
});
const seconds = (performance.now() - start) / 1000;
verify();

process.stdout.write(
  `${CUSTOMERS} customers x ${offers.length} offers with ${WORKERS} workers on ${availableParallelism()} cores: ${Math.round(CUSTOMERS / seconds)} customers/s\n`,
);
tellFigure({ name: 'simulate', unit: 's', figure: seconds, digits: 1, target: TARGET_SECONDS });

async function verifyWorkers(): Promise<void> {
  const results = [];
  for (const workers of [0, WORKERS]) {
    results.push(await simulate(setup, madeUpCustomers(CHECKED, 1, TODAY), { workers }));
  }
  const [alone, together] = results.map((result) => JSON.stringify(result));
  if (alone !== together) throw new Error('the workers came to something else');
}

/** Every customer ends at one stage with every offer; most hear something, by far not all. */
function verify(): void {
  const [report] = reportOf(setup, simulation).variants;
  if (report === undefined || simulation.customers !== CUSTOMERS) throw new Error('customers lost');
  if (report.offers.length !== offers.length) throw new Error('offers lost');
  for (const { offer, stages } of report.offers) {
    const ended = Object.values(stages).reduce((sum, count) => sum + count, 0);
    if (ended !== CUSTOMERS) throw new Error(`${offer}: ${ended} customers`);
  }
  if (report.served < CUSTOMERS / 2 || report.served > CUSTOMERS * 0.98) {
    throw new Error(`${report.served} of ${CUSTOMERS} hear something`);
  }
}

// How many customers a second are scored: groups, risks, labels, chance to leave with its reasons, lifetime value.
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { day } from '#shared/base/month.ts';
import { churnOfCustomer } from '#shared/engine/churn/churn_of_customer.ts';
import { compileCatalog } from '#shared/engine/compile_catalog.ts';
import { type ScoreOptions, scoreCustomer } from '#shared/engine/score/score_customer.ts';
import type { ChurnModel } from '#shared/model/churn_model.ts';
import type { Score } from '#shared/model/customer.ts';
import { readBranches } from '#hub/db/branch.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { openDatabase } from '#hub/db/open_database.ts';
import { migrate } from '#hub/db/migration.ts';
import { MIGRATIONS } from '#hub/db/migrations/migrations.ts';
import { saveModel } from '#hub/db/editions.ts';
import { loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { loadProvince } from '#hub/demo/load_province.ts';
import { scoreBranch } from '#hub/score/score_branch.ts';
import { madeUpCustomers } from '#hub/simulate/customer_sources.ts';
import type { SimulatedCustomer } from '#hub/simulate/scene.ts';
import { sampleAdditiveModel, sampleModels } from './sample_models.ts';
import { tellFigure } from './tell_figure.ts';

const CUSTOMERS = 10_000;
const STORED = 3_000;
const ROUNDS = 12;
const TODAY = day('2026-11-18');
/** Customers that are timed together. */
const AT_ONCE = 20;
/** A million customers within ten minutes leave 600 us each: a quarter for thinking, the rest for the database. */
const TARGET = 6_700;

const loaded = await loadCatalogFolder(shippedCatalogFolder());
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const { catalog, policy } = loaded.value;
const options: ScoreOptions = {
  currency: 'CNY',
  policy,
  labels: compileCatalog(catalog).labels,
  ...sampleModels(),
};

const customers = [...madeUpCustomers(CUSTOMERS, 1, TODAY)].flatMap((batch) => batch.customers);
const score = ({ customer, householdSize, isHead }: SimulatedCustomer): Score =>
  scoreCustomer(customer, { size: householdSize, isHead }, options);

// The first round warms up and is verified.
verify(customers.map(score));
const rates: number[] = [];
/** By part, the quickest of its rounds: what the work takes when nothing else has the processor. */
const least = new Map<number, number>();
for (let round = 0; round < ROUNDS; round += 1) {
  const start = performance.now();
  for (let from = 0; from < CUSTOMERS; from += AT_ONCE) {
    const partStart = performance.now();
    for (let index = from; index < from + AT_ONCE; index += 1) {
      const customer = customers[index];
      if (customer === undefined || score(customer).asOf > TODAY) throw new Error('no score');
    }
    const took = performance.now() - partStart;
    least.set(from, Math.min(least.get(from) ?? took, took));
  }
  rates.push((CUSTOMERS * 1000) / (performance.now() - start));
}
for (const [kind, model] of [
  ['logistic', sampleModels().churn],
  ['additive', sampleAdditiveModel()],
] as const)
  process.stdout.write(`a chance with its reasons, ${kind}: ${microsecondsOf(model)} us\n`);
process.stdout.write(`hub score over the embedded database: ${await storedRate()} customers/s\n`);
process.stdout.write(
  `${CUSTOMERS} customers, ${ROUNDS} rounds, with whatever else the machine did: ${rates.map(Math.round).join(', ')} customers/s\n`,
);
const quickest = [...least.values()].reduce((sum, ms) => sum + ms, 0);
tellFigure({
  name: 'score',
  unit: 'customers/s',
  figure: (CUSTOMERS * 1000) / quickest,
  digits: 0,
  atLeast: TARGET,
});

/** The quickest of the rounds, for each part of the customers; the model alone, no groups and no value. */
function microsecondsOf(model: ChurnModel): string {
  let least = 0;
  for (let from = 0; from < CUSTOMERS; from += AT_ONCE) {
    const part = customers.slice(from, from + AT_ONCE);
    let quickest = Infinity;
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = performance.now();
      let told = 0;
      for (const { customer } of part) told += churnOfCustomer(customer, model) === null ? 0 : 1;
      quickest = Math.min(quickest, performance.now() - start);
      if (told === 0) throw new Error('no chance');
    }
    least += quickest;
  }
  return ((least * 1_000) / CUSTOMERS).toFixed(1);
}

/** Read, scored and saved, groups painted: all that `hub score` does. */
async function storedRate(): Promise<number> {
  const db = await openDatabase({});
  await migrate(db, MIGRATIONS);
  await loadProvince(db, { seed: 1, customers: STORED, branches: 1, today: TODAY });
  await saveEditions(db, catalog, policy);
  const { churn, lifetime } = sampleModels();
  for (const [kind, model] of [
    ['churn', churn],
    ['lifetime', lifetime],
  ] as const) {
    const doc = canonicalJson(model as unknown as Json);
    await saveModel(db, { kind, version: model.version, doc });
  }
  const [branch] = await readBranches(db);
  if (branch === undefined) throw new Error('no branch');
  const start = performance.now();
  const report = await scoreBranch(db, branch);
  const seconds = (performance.now() - start) / 1000;
  if (report.changed !== STORED) throw new Error(`${report.changed} of ${STORED} were scored`);
  await db.close();
  return Math.round(STORED / seconds);
}

/** Every part of the score is there for most, and the same customer has the same score again. */
function verify(scores: readonly Score[]): void {
  const share = (has: (each: Score) => boolean): number => scores.filter(has).length / CUSTOMERS;
  const parts = {
    churn: share(({ churn }) => churn !== null && churn.chance > 0 && churn.chance < 1),
    lifetime: share(({ lifetime }) => lifetime !== null && lifetime.current >= 0),
    consumption: share(({ consumption }) => consumption !== null),
    behaviour: share(({ behaviour }) => behaviour !== null),
    labels: share(({ labels }) => labels.length > 0) * 5,
  };
  for (const [name, has] of Object.entries(parts)) {
    if (has < 0.5) throw new Error(`${name}: only for ${(has * 100).toFixed(0)}%`);
  }
  for (const [index, customer] of customers.slice(0, 500).entries()) {
    const again = canonicalJson(score(customer) as unknown as Json);
    if (again !== canonicalJson(scores[index] as unknown as Json))
      throw new Error('not repeatable');
  }
}

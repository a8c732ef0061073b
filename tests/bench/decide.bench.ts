// How long one decision over 1,000 offers takes: the shipped catalog copied with new ids and rules of their own.
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { compileBeliefs } from '#shared/engine/beliefs.ts';
import { compileCatalog } from '#shared/engine/compile_catalog.ts';
import { decide } from '#shared/engine/decide.ts';
import { NO_BELIEFS } from '#shared/model/beliefs.ts';
import type { Catalog, Offer } from '#shared/model/catalog.ts';
import type { Decision } from '#shared/model/decision.ts';
import { loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { generateTestVisits, NO_ANSWERS, NOW } from '#tests/fixtures/decision.ts';
import { percentile } from './percentile.ts';
import { tellFigure } from './tell_figure.ts';

const OFFERS = 1_000;
const VISITS = 500;
const ROUNDS = 21;
const TARGET_MS = 1;

const loaded = await loadCatalogFolder(shippedCatalogFolder());
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const { catalog, policy } = loaded.value;

const many: Catalog = { ...catalog, offers: copies(catalog.offers, OFFERS) };
const compileStart = performance.now();
const compiled = compileCatalog(many);
const compileMs = performance.now() - compileStart;
if (compiled.problems.length > 0) throw new Error(JSON.stringify(compiled.problems[0]));
const visits = generateTestVisits(VISITS, 7);
/** Every third offer has been answered to, in two groups. */
const cells = many.offers
  .filter((_, index) => index % 3 === 0)
  .flatMap(({ id, treatments }) =>
    ['basic', 'netizen'].map((valueGroup) => ({
      offer: id,
      treatment: treatments[0]?.id ?? '',
      valueGroup,
      cluster: '-',
      said: 60,
      yes: 12,
    })),
  );
const beliefs = compileBeliefs({ ...NO_BELIEFS, cells }, [], 'bench');

const times: number[] = [];
/** By visit, the quickest of its rounds: what the work takes when nothing else has the processor. */
const least = visits.map(() => Number.POSITIVE_INFINITY);
const decisions: Decision[] = [];
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const [index, { facts, context }] of visits.entries()) {
    const start = performance.now();
    const decision = decide({ facts, context }, { catalog: compiled, policy, beliefs }, NOW, 1);
    const took = performance.now() - start;
    // The first round warms up and is verified below.
    if (round === 0) decisions.push(decision);
    else {
      times.push(took);
      least[index] = Math.min(least[index] ?? took, took);
    }
  }
}
verify();

const row = (name: string, values: readonly number[]): string =>
  `${name}: p50=${percentile(values, 0.5).toFixed(3)} ms p95=${percentile(values, 0.95).toFixed(3)} ms\n`;

process.stdout.write(`${OFFERS} offers compiled in ${compileMs.toFixed(0)} ms\n`);
process.stdout.write(
  row(`all ${times.length} decisions, with whatever else the machine did`, times),
);
process.stdout.write(row(`${visits.length} visits, the quickest of ${ROUNDS} rounds each`, least));
tellFigure({
  name: 'decide',
  unit: 'ms',
  figure: percentile(least, 0.95),
  digits: 3,
  target: TARGET_MS,
});

/** Copies differ in id and in a threshold of spend from nothing to 150 yuan, so that no two rules are one. */
function copies(offers: readonly Offer[], count: number): Offer[] {
  return Array.from({ length: count }, (_, index) => {
    const offer = offers[index % offers.length] as Offer;
    const copy = Math.floor(index / offers.length);
    if (copy === 0) return offer;
    const own = `(${offer.eligible}) && (arpu3 == null || arpu3 >= ${index * 15})`;
    return { ...offer, id: `${offer.id}-${copy}`, eligible: own };
  });
}

/** Each decision has a verdict for each offer, repeats itself, and presents what the plain catalog presents first. */
function verify(): void {
  const plain = compileCatalog(catalog);
  const ripe = { ...policy, ripeAnswers: 0 };
  let presented = 0;
  decisions.forEach((decision, index) => {
    const visit = visits[index];
    if (visit === undefined) throw new Error('a decision without a visit');
    const again = decide(visit, { catalog: compiled, policy, beliefs }, NOW, 1);
    if (canonicalJson(again as Json) !== canonicalJson(decision as Json))
      throw new Error('not repeatable');
    if (decision.verdicts.length !== OFFERS)
      throw new Error(`${decision.verdicts.length} verdicts`);
    // Copies are tried by lots of their own: with everything known, copies and plain catalog must agree.
    const [best, bestOfMany] = [plain, compiled].map(
      (each) =>
        decide(visit, { catalog: each, policy: ripe, beliefs: NO_ANSWERS }, NOW, 1).proposals[0],
    );
    if (best?.score !== bestOfMany?.score) throw new Error(`another best offer for visit ${index}`);
    if (decision.proposals.length > 0) presented += 1;
  });
  if (presented < VISITS / 4)
    throw new Error(`only ${presented} of ${VISITS} visits had a sentence`);
}

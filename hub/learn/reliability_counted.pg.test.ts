// The reliability table against a count of its own: what was believed of each treatment in each group, from the answers
// themselves by the published rule (docs/decision.md), and what came of it.
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid7 } from '#shared/base/id.ts';
import type { Instant } from '#shared/base/month.ts';
import { createRandom } from '#shared/base/random.ts';
import type { Offer } from '#shared/model/catalog.ts';
import { loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { learnBeliefs } from './learn.ts';
import { createTestDevice, type TestDevice } from './test_device.ts';

const OCTOBER = Date.UTC(2026, 9, 12, 2) as Instant;
const NOVEMBER = Date.UTC(2026, 10, 12, 2) as Instant;
const GROUPS = ['basic', 'netizen', 'silver'] as const;
const CLUSTERS = ['A1R1D1', 'A2R1D3'] as const;

type Heard = {
  readonly offer: Offer;
  readonly treatment: string;
  readonly group: string;
  readonly cluster: string;
  readonly answer: 'accepted' | 'declined' | 'later' | 'not-said';
};

let db: TestDatabase;
let device: TestDevice;
let catalog: string;
let offers: readonly Offer[];
const visit = uuid7(NOVEMBER, randomBytes(10));
const random = createRandom(12);
const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;

beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: 'b1', customers: 3 });
  device = await createTestDevice(db, 'b1', 'dev-1', NOVEMBER);
  const loaded = await loadCatalogFolder(shippedCatalogFolder());
  if (!loaded.ok) throw new Error('the shipped catalog is faulty');
  catalog = loaded.value.catalog.version;
  offers = loaded.value.catalog.offers
    .filter(({ treatments }) => treatments.length > 1)
    .slice(0, 3);
  await saveEditions(db, loaded.value.catalog, loaded.value.policy);
});
afterAll(() => db.close());

function hear(
  count: number,
  at: Instant,
  beliefs: string,
  rate: (heard: string) => number,
): Heard[] {
  return Array.from({ length: count }, () => {
    const offer = one(offers);
    const { id: treatment } = one(offer.treatments);
    const [group, cluster] = [one(GROUPS), one(CLUSTERS)];
    const luck = random();
    const answer: Heard['answer'] =
      luck < 0.1
        ? 'not-said'
        : random() < rate(group)
          ? 'accepted'
          : luck < 0.3
            ? 'later'
            : 'declined';
    const inputs = { context: {}, facts: { valueGroup: group, consumptionGroup: cluster } };
    const decision = device.record(
      'decision.made',
      {
        visit,
        customer: 1,
        engine: '1',
        catalog,
        policy: '1',
        beliefs,
        seed: 1,
        proposals: [],
        silence: null,
        inputs: JSON.stringify(inputs),
        digest: createHash('sha256').update('').digest('hex'),
      },
      at,
    );
    device.record(
      'answer.recorded',
      {
        visit,
        customer: 1,
        decision: decision.id,
        offer: offer.id,
        tier: 't100',
        treatment,
        answer,
        declineReason: null,
        notSaidReason: answer === 'not-said' ? 'queue' : null,
        laterOn: null,
      },
      at,
    );
    return { offer, treatment, group, cluster, answer };
  }).filter(({ answer }) => answer !== 'not-said');
}

/** From HQ's guess down to the consumption group, each level worth 30 answers to the next at most. */
function believed({ offer, treatment, group, cluster }: Heard, known: readonly Heard[]): number {
  const { visits, yes } = offer.prior;
  const of = (keep: (heard: Heard) => boolean) => {
    const heard = known.filter((each) => each.offer === offer && keep(each));
    return { said: heard.length, yes: heard.filter(({ answer }) => answer === 'accepted').length };
  };
  const levels = [
    of((each) => each.treatment === treatment),
    of((each) => each.treatment === treatment && each.group === group),
    of((each) => each.treatment === treatment && each.group === group && each.cluster === cluster),
  ];
  const all = of(() => true);
  let worth = visits + all.said;
  let mean = (visits * yes + all.yes) / worth;
  for (const level of levels) {
    const borrowed = Math.min(30, worth);
    mean = (borrowed * mean + level.yes) / (borrowed + level.said);
    worth = borrowed + level.said;
  }
  return mean;
}

const key = (row: { offer: string; treatment: string; name: string }): string =>
  `${row.offer} ${row.treatment} ${row.name}`;

const sorted = <T extends Parameters<typeof key>[0]>(rows: readonly T[]): readonly T[] =>
  rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));

test('is what a count of the answers themselves gives', async () => {
  const october = hear(700, OCTOBER, 'none', () => 0.3);
  await device.send();
  const { version } = await learnBeliefs(db);
  // In November one group says yes to everything half again as often as before, another hardly ever.
  const november = hear(900, NOVEMBER, version, (group) =>
    group === 'silver' ? 0.05 : group === 'basic' ? 0.55 : 0.3,
  );
  await device.send();
  const { reliability } = await learnBeliefs(db);
  expect(reliability).toMatchObject({ month: '2026-11', answers: november.length });

  const counted = (keep: (heard: Heard) => boolean) => {
    const heard = november.filter(keep);
    const chances = heard.map((each) => believed(each, october));
    const yes = heard.filter(({ answer }) => answer === 'accepted').length;
    const said = chances.reduce((sum, chance) => sum + chance, 0);
    const spread = chances.reduce((sum, chance) => sum + chance * (1 - chance), 0);
    return {
      answers: heard.length,
      said: expect.closeTo(said / heard.length, 9) as number,
      yes: expect.closeTo(yes / heard.length, 9) as number,
      // Once in a thousand times by luck, either way.
      isOff: Math.abs(yes - said) / Math.sqrt(spread) > 3.29,
    };
  };
  expect(reliability?.byGroup).toEqual(
    GROUPS.map((group) => ({ name: group, ...counted((heard) => heard.group === group) })),
  );
  expect(reliability?.byGroup.map(({ isOff }) => isOff)).toEqual([true, false, true]);
  const cells = offers.flatMap((offer) =>
    offer.treatments.flatMap(({ id: treatment }) =>
      GROUPS.map((name) => ({
        offer: offer.id,
        treatment,
        name,
        ...counted(
          (heard) => heard.offer === offer && heard.treatment === treatment && heard.group === name,
        ),
      })),
    ),
  );
  expect(sorted(reliability?.byTreatment ?? [])).toEqual(sorted(cells));
  // What is off comes first.
  const off = reliability?.byTreatment.map(({ isOff }) => isOff) ?? [];
  expect(off).toEqual(off.toSorted((a, b) => Number(b) - Number(a)));
  expect(off[0]).toBe(true);
  const inBands = reliability?.byChance.reduce((sum, { answers }) => sum + answers, 0);
  expect(inBands).toBe(november.length);
});

// Of the customer file branches are given what something asks for alone, and a rule that asks for more is given it.
import { beforeAll, expect, it } from 'vitest';
import { compileCatalog, type CompiledCatalog } from '#shared/engine/compile_catalog.ts';
import { decide } from '#shared/engine/decide.ts';
import { decisionText } from '#shared/engine/decide.ts';
import { factsForDecision } from '#shared/engine/known.ts';
import { type Catalog, offerSchema } from '#shared/model/catalog.ts';
import type { Customer, CustomerFile } from '#shared/model/customer.ts';
import type { Policy } from '#shared/model/policy.ts';
import { loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import {
  generateTestCustomers,
  makeContext,
  NO_ANSWERS,
  NOW,
  TODAY,
} from '#tests/fixtures/decision.ts';
import { askedFor } from './needed.ts';
import { leftOutBy, withhold } from './withhold.ts';

let catalog: Catalog;
let policy: Policy;
/** Without the one shipped offer whose rule asks for a day of the file. */
let plain: Catalog;
beforeAll(async () => {
  const loaded = await loadCatalogFolder(shippedCatalogFolder(), TODAY);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error, null, 1));
  ({ catalog, policy } = loaded.value);
  plain = { ...catalog, offers: catalog.offers.filter(({ id }) => id !== 'care-greeting') };
});

const quiet: Pick<Policy, 'care' | 'fileShown' | 'withheld'> = {
  care: null,
  fileShown: [],
  withheld: [],
};
const file: CustomerFile = {
  occupation: '教师',
  hobbies: '钓鱼',
  householdIncome: '高',
  children: '一女',
  health: '哮喘',
  manager: '李经理',
  keyDates: [{ kind: 'birthday', on: '11-20' }],
};
/** The catalog with one more rule. */
const asking = (where: 'eligible' | 'when' | 'label', rule: string): Catalog => {
  const [first] = plain.offers;
  if (first === undefined) throw new Error('no offers');
  const { treatments } = first;
  const offer = offerSchema.parse({
    ...first,
    id: 'asks',
    ...(where === 'eligible' && { eligible: rule }),
    ...(where === 'when' && {
      treatments: [...treatments, { ...treatments[0], id: 'x', when: rule }],
    }),
  });
  return {
    ...plain,
    offers: [...plain.offers, offer],
    labels: [
      ...(plain.labels ?? []),
      ...(where === 'label' ? [{ id: 'asks', name: { zh: '近', en: 'near' }, rule }] : []),
    ],
  };
};

it('leaves out what nobody asks for, and says who asks', () => {
  expect(leftOutBy(catalog, policy)).toEqual({
    unasked: ['householdIncome', 'children', 'health'],
    withheld: [],
  });
  expect(askedFor(catalog, policy)).toEqual([
    { field: 'occupation', by: ['the customer file'] },
    { field: 'hobbies', by: ['the customer file'] },
    { field: 'manager', by: ['the customer file', 'care'] },
    { field: 'keyDates', by: ['the customer file', 'care', 'offer care-greeting'] },
  ]);
  expect(askedFor(plain, { ...quiet, care: policy.care }).map(({ field }) => field)).toEqual([
    'manager',
    'keyDates',
  ]);
  expect(askedFor(catalog, quiet)).toEqual([{ field: 'keyDates', by: ['offer care-greeting'] }]);
  expect(askedFor(plain, quiet)).toEqual([]);
  expect(leftOutBy(null, null).unasked).toHaveLength(7);
  for (const where of ['eligible', 'when', 'label'] as const) {
    expect(askedFor(asking(where, 'daysToKeyDate <= 7 && age > 20'), quiet)).toEqual([
      { field: 'keyDates', by: [where === 'label' ? 'label asks' : 'offer asks'] },
    ]);
  }
  // A rule that nobody can read asks for nothing.
  expect(askedFor(asking('eligible', 'daysToKeyDate <='), quiet)).toEqual([]);
});

it('blanks what is left out, and gives no empty file', () => {
  const [one] = generateTestCustomers(1, 3);
  if (one === undefined) throw new Error('nobody');
  const given = (fileShown: Policy['fileShown'], withheld: Policy['withheld'] = []) =>
    withhold({ ...one, idTail: '4321', file }, leftOutBy(plain, { ...quiet, fileShown, withheld }));
  expect(given([]).file).toBeNull();
  expect(given(['hobbies', 'children']).file).toEqual({
    occupation: '',
    hobbies: '钓鱼',
    householdIncome: '',
    children: '一女',
    health: '',
    manager: '',
    keyDates: [],
  });
  expect(given(['hobbies'], ['hobbies', 'idTail'])).toMatchObject({ file: null, idTail: '' });
  expect(withhold({ ...one, file: null }, leftOutBy(catalog, policy)).file).toBeNull();
});

it('decides the same from what is published as from what HQ has', () => {
  const people = generateTestCustomers(150, 7).map((one, index): Customer => ({
    ...one,
    file: index % 2 === 0 ? file : null,
    blacklisted: false,
    optedOut: false,
    lastComplaint: null,
  }));
  let said = 0;
  for (const asked of [catalog, asking('when', 'daysToKeyDate <= 7')]) {
    const compiled = compileCatalog(asked);
    const leftOut = leftOutBy(asked, quiet);
    for (const one of people) {
      const [whole, published] = [one, withhold(one, leftOut)].map((each) =>
        decisionOf(each, compiled),
      );
      expect(published).toEqual(whole);
      said += whole?.includes('"proposals":[]') === false ? 1 : 0;
    }
  }
  expect(said).toBeGreaterThan(100);
});

const decisionOf = (customer: Customer, compiled: CompiledCatalog): string => {
  const facts = factsForDecision({
    customer,
    householdSize: 1,
    today: TODAY,
    catalog: compiled,
    policy,
    currency: 'CNY',
    pointsSpent: 0,
  });
  const context = makeContext({ customer: customer.id, intended: facts.usualTopUp });
  const given = { catalog: compiled, policy, beliefs: NO_ANSWERS };
  return decisionText(decide({ facts, context }, given, NOW, customer.id));
};

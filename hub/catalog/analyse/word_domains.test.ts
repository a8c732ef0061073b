// What the analysis believes of each number word, against the facts of customers made at random and of the demo province.
import { expect, test } from 'vitest';
import { CONTEXT_WORDS, FACT_WORDS } from '#shared/engine/fact_dictionary.ts';
import { factsOfCustomer } from '#shared/engine/facts/facts.ts';
import type { Facts } from '#shared/model/facts.ts';
import { generateTestVisits, TODAY } from '#tests/fixtures/decision.ts';
import { generateCustomers } from '#hub/demo/customers.ts';
import { demoBranches } from '#hub/demo/places.ts';
import { compared, intersection } from './number_set.ts';
import { numberDomain } from './word_domains.ts';

function* someFacts(): Generator<Facts> {
  for (const { facts } of generateTestVisits(500, 21)) yield facts;
  for (const branch of demoBranches(1)) {
    for (const customer of generateCustomers({ seed: 21, count: 500, branch, today: TODAY })) {
      yield factsOfCustomer(customer, 2, TODAY);
    }
  }
}

test('every number of every customer lies in the domain of its word', () => {
  const outside = new Set<string>();
  for (const facts of someFacts()) {
    for (const [word, value] of Object.entries(facts)) {
      if (typeof value !== 'number') continue;
      const { set, isWhole } = numberDomain(word);
      const isIn = intersection(set, compared('==', value)).length > 0;
      if (!isIn || (isWhole && !Number.isInteger(value))) outside.add(`${word} ${value}`);
    }
  }
  expect([...outside]).toEqual([]);
});

test('every number word has a domain of its own', () => {
  const words = Object.entries({ ...FACT_WORDS, ...CONTEXT_WORDS })
    .filter(([, { type }]) => type === 'number')
    .map(([word]) => word);
  const unlisted = numberDomain('a word that nobody knows');
  expect(words.filter((word) => numberDomain(word) === unlisted && !ANYTHING.has(word))).toEqual(
    [],
  );
});

/** Means and counts of which no more is certain than that they are numbers. */
const ANYTHING: ReadonlySet<string> = new Set([
  'mou3',
  'dou3',
  'overData',
  'overVoice',
  'maxTopUp',
  'planDataMb',
]);

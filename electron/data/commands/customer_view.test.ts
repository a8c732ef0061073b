// What the window gets of a customer: labels by name, and what is not known as not known.
import { expect, test } from 'vitest';
import { factsOfCustomer } from '#shared/engine/facts/facts.ts';
import type { Customer } from '#shared/model/customer.ts';
import { CATALOG, customer } from '#tests/fixtures/branch.ts';
import { TODAY } from '#tests/fixtures/decision.ts';
import { customerToView } from './customer_view.ts';

const viewOf = (one: Customer) =>
  customerToView({
    customer: one,
    household: [],
    facts: factsOfCustomer(one, 1, TODAY),
    answers: [],
    catalog: CATALOG,
    groups: [],
    currency: 'CNY',
    retention: null,
    level: null,
    points: null,
    care: [],
    notes: [],
    doneToday: [],
    walkIns: [],
  });

test('who pays for a household is called so, and a label that HQ took away by its code', () => {
  const { score } = customer(1);
  if (score === null) throw new Error('not scored');
  const labels = ['family-head', 'gone'];
  expect(viewOf(customer(1, { score: { ...score, labels } })).labels).toEqual([
    { zh: '全家由其付费', en: 'pays for the household' },
    { zh: 'gone', en: 'gone' },
  ]);
});

test('of whom nothing is known there is no figure, and a placeholder is no day', () => {
  const nothing: Partial<Customer> = {
    birthYear: null,
    since: '1900-01-01' as Customer['since'],
    plan: null,
    balance: null,
    arrears: null,
    points: null,
    months: [],
    score: null,
  };
  expect(viewOf(customer(1, nothing))).toMatchObject({
    since: null,
    tenureMonths: null,
    plan: null,
    contractEnd: null,
    daysToContractEnd: null,
    balance: null,
    arrears: null,
    points: null,
    usualTopUp: null,
    averageSpend: null,
    score: null,
    labels: [],
    churn: null,
    risks: [],
  });
});

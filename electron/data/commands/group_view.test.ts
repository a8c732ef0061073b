// The groups at the counter: whose model says so.
import { expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import type { Score } from '#shared/model/customer.ts';
import { sameInBoth } from '#shared/model/text.ts';
import { groupsOf } from './group_view.ts';

const SCORE: Score = {
  asOf: day('2026-10-31'),
  valueGroup: 'full-service',
  stage: 'mature',
  risks: [],
  labels: [],
  consumption: 'A2R1D3',
  behaviour: null,
  churn: null,
  lifetime: null,
};

const whose = (score: Score) =>
  groupsOf(score, [], { holding: sameInBoth }).map(({ kind, isOutside }) => [kind, isOutside]);

test("a value group of HQ's own is called so, the others are the hub's", () => {
  expect(whose(SCORE)).toEqual([
    ['value', false],
    ['consumption', false],
  ]);
  expect(whose({ ...SCORE, isGroupOutside: true })).toEqual([
    ['value', true],
    ['consumption', false],
  ]);
});

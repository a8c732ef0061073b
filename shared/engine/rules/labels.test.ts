// Live labels: rules over a customer's facts.
import { expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import type { Label } from '#shared/model/catalog.ts';
import { makeFacts } from '#tests/fixtures/decision.ts';
import { compileLabels, labelsOf } from './labels.ts';

const label = (id: string, rule: string): Label => ({ id, name: { zh: id, en: id }, rule });

test('labels are found from facts, by code; a fact that is not known leaves them open', () => {
  const { compiled, problems } = compileLabels([
    label('saver', 'campaigns >= 3 && arpu12 < 6000'),
    label('loyal', 'tenureMonths >= 36'),
    label('of-age', 'age >= 18'),
  ]);
  expect(problems).toEqual([]);
  const facts = makeFacts({ campaigns: 3, arpu12: fen(5999), tenureMonths: 36, age: null });
  expect(labelsOf(compiled, facts, {})).toEqual({ held: ['loyal', 'saver'], open: ['of-age'] });
  expect(labelsOf(compiled, makeFacts({ tenureMonths: 35 }), {})).toEqual({
    held: ['of-age'],
    open: [],
  });
});

test.each([
  ["'loyal' in labels", /'labels' is not known here/],
  ['age > 18 && intended > 100', /'intended' is not known here/],
  ["context.purpose == 'bill'", /'context.purpose' is not known here/],
  ['agee > 18', /did you mean 'age'/],
])('a label whose rule is %s is open, and told', (rule, message) => {
  const { compiled, problems } = compileLabels([label('bad', rule), label('good', 'true')]);
  expect(problems).toMatchObject([{ label: 'bad', message: expect.stringMatching(message) }]);
  expect(labelsOf(compiled, makeFacts(), {})).toEqual({ held: ['good'], open: ['bad'] });
});

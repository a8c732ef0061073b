// What is printed of the contest between the two kinds of model.
import { expect, test } from 'vitest';
import { contestLine } from './train_lines.ts';

const contest = (kind: 'logistic' | 'additive', range: [number, number]): string =>
  contestLine(kind, {
    auc: 0.9325,
    rival: {
      kind: kind === 'additive' ? 'logistic' : 'additive',
      auc: 0.9326,
      difference: -0.0001,
      range,
    },
  });

test('a model that was taken because the other is not calibrated is not called the better one', () => {
  expect(contest('additive', [0.01, 0.02])).toMatch(/: better by more than luck$/);
  expect(contest('additive', [-0.0003, 0.0002])).toBe(
    '  additive model: ROC AUC 0.9325, logistic 0.9326, difference -0.0001 (-0.0003 to 0.0002): not better by more than luck, but the logistic model is not calibrated',
  );
  expect(contest('logistic', [-0.01, 0.02])).toMatch(/so the simpler one stays$/);
  expect(contest('logistic', [-0.02, -0.01])).toMatch(
    /is better by more than luck, but not calibrated$/,
  );
});

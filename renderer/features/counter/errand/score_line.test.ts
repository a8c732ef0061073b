import { expect, test } from 'vitest';
import { scoreWords } from './score_line.tsx';

const ofTen = (chance: number) => scoreWords({ chance, weight: 1, value: 0, lever: 100 }).ofTen;

test('a chance is told by ten customers, never as none', () => {
  expect([0.312, 0.06, 0.0001, 0.98].map(ofTen)).toEqual(['3', '0.6', '0.1', '10']);
});

test('moment and thumb take sides only where they differ from plain', () => {
  expect(scoreWords({ chance: 0.3, weight: 1.2, value: 2_512.4, lever: 80 })).toMatchObject({
    value: 2_510,
    moment: 'good',
    weight: '1.2',
    thumb: 'down',
    lever: '80',
  });
  expect(scoreWords({ chance: 0.3, weight: 1.001, value: 0, lever: 100 })).toMatchObject({
    moment: 'plain',
    thumb: 'none',
  });
  expect(scoreWords({ chance: 0.3, weight: 0.5, value: 0, lever: 120 })).toMatchObject({
    moment: 'poor',
    thumb: 'up',
  });
});

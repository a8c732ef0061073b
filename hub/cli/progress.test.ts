import { expect, test } from 'vitest';
import { createProgress } from './progress.ts';

function capture(isTTY: boolean, columns = 60) {
  let now = 0;
  const written: string[] = [];
  const stream = { isTTY, columns, write: (text: string) => written.push(text) };
  return {
    written,
    progress: createProgress(stream, () => now),
    pass: (ms: number) => (now += ms),
  };
}

test('without a terminal: a line every few seconds, and one at the end', () => {
  const { written, progress, pass } = capture(false);
  const task = progress.begin('rows', 4_000);
  for (let done = 0; done <= 4_000; done += 1_000) {
    task.update(done);
    pass(1_500);
  }
  task.end('4,000 rows');
  expect(written).toEqual([
    'rows 50% 2,000/4,000 667/s\n',
    'rows 100% 4,000/4,000 667/s\n',
    '4,000 rows (7.5 s)\n',
  ]);
});

test('on a terminal: one bar that is drawn over, no wider than the terminal', () => {
  const { written, progress, pass } = capture(true);
  const task = progress.begin('customers', 100);
  task.update(25);
  task.update(26);
  pass(200);
  task.update(50);
  task.end();
  expect(written).toHaveLength(3);
  expect(written[0]).toContain('[######..................] 25%');
  expect(written[1]).toContain('[############............] 50%');
  expect(written[2]).toMatch(/customers 50 \(0\.2 s\)\n$/);
  const overdrawn = '\r\u001b[K';
  for (const text of written) expect(text.replace(overdrawn, '').length).toBeLessThan(60);
});

test('of few long steps: how many are done, what is under way, and the time gone', () => {
  const { written, progress, pass } = capture(false);
  const task = progress.begin('prove: folds', 5);
  pass(4_000);
  task.update(0, 'lines');
  pass(95_500);
  task.update(1, 'curves, 2 of 8 bags');
  task.end();
  expect(written).toEqual([
    'prove: folds 0/5 done, now lines, 4 s\n',
    'prove: folds 1/5 done, now curves, 2 of 8 bags, 1 min 39 s\n',
    'prove: folds 1 (99.5 s)\n',
  ]);
});

test('what is under way fits a terminal of 80 columns, and is shown when it changes', () => {
  const { written, progress, pass } = capture(true, 80);
  const task = progress.begin('prove: folds', 5);
  pass(779_000);
  task.update(0, 'pairs 11 to 30, 2 of 8 bags');
  task.update(0, 'pairs 11 to 30, 3 of 8 bags');
  expect(written[0]).toContain('0/5 done, now pairs 11 to 30, 2 of 8 bags, 12 min 59 s');
  expect(written).toHaveLength(2);
});

test('without a total: count and rate', () => {
  const { written, progress, pass } = capture(false);
  const task = progress.begin('rows');
  pass(4_000);
  task.update(8_000);
  expect(written).toEqual(['rows 8,000 2,000/s\n']);
});

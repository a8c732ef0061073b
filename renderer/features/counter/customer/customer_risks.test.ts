import { expect, test } from 'vitest';
import { riskWords } from './customer_risks.tsx';

test('a contract counts down, ends today, and has then ended', () => {
  expect([6, 0, -6].map((figure) => riskWords({ risk: 'expiring', figure }))).toEqual([
    { name: 'expiring', figure: 6 },
    { name: 'ends-today', figure: null },
    { name: 'expired', figure: 6 },
  ]);
});

test('other risks keep their figure', () => {
  expect(riskWords({ risk: 'silent', figure: 0 })).toEqual({ name: 'silent', figure: 0 });
  expect(riskWords({ risk: 'leaving', figure: null })).toEqual({ name: 'leaving', figure: null });
});

// Reasons of HQ have words at the branch, also those of a later HQ.
import { expect, test } from 'vitest';
import { reasonCode } from './returned_reason.ts';

test('a reason is known by its name, and one of a later HQ is another reason', () => {
  expect(reasonCode('not-earned: 2 umbrella: what was paid for brings 1')).toBe('not-earned');
  expect(reasonCode('unknown-kind')).toBe('unknown-kind');
  expect(reasonCode('moon-phase: wrong')).toBe('other');
});

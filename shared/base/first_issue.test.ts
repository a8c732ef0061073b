// What people and logs are told of a value that does not fit.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { firstIssue, issueText } from './first_issue.ts';

const schema = z.strictObject({ gifts: z.array(z.strictObject({ count: z.int() })) });
function refusal(value: unknown) {
  const parsed = schema.safeParse(value);
  if (parsed.success) throw new Error('it fits');
  return parsed.error;
}

test('the first place is named with its path, a whole value as the caller calls it', () => {
  const inside = refusal({ gifts: [{ count: 1 }, { count: 'secret' }] });
  expect(firstIssue(inside).place).toBe('gifts.1.count');
  expect(issueText(inside, 'body')).toMatch(/^gifts\.1\.count: ./);
  expect(issueText(inside, 'body')).not.toContain('secret');
  expect(firstIssue(refusal(3)).place).toBe('');
  expect(issueText(refusal(3), 'body')).toMatch(/^body: ./);
});

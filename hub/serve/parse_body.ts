// A request's body against its schema; the message names the place, never the value.
import type { z } from 'zod';
import { issueText } from '#shared/base/first_issue.ts';
import { err, ok, type Result } from '#shared/base/result.ts';

export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): Result<z.output<Schema>, { readonly type: 'malformed'; readonly message: string }> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return ok(parsed.data);
  return err({ type: 'malformed', message: issueText(parsed.error, 'body') });
}

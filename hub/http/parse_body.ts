// A request's body against its schema; the message names the place, never the value.
import type { z } from 'zod';
import { err, ok, type Result } from '#shared/base/result.ts';

export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): Result<z.output<Schema>, { readonly type: 'malformed'; readonly message: string }> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  const place = issue?.path.map(String).join('.') || 'body';
  return err({ type: 'malformed', message: `${place}: ${issue?.message ?? 'malformed'}` });
}

// A part of a letter: JSON, compressed, and unpacked no further than a part may be.
import { gunzipSync, gzipSync } from 'node:zlib';
import type { z } from 'zod';
import { StickProblem } from './stick_problem.ts';

const MAX_TEXT_BYTES = 64 * 1024 * 1024;

export const packPart = (value: unknown): Buffer => gzipSync(JSON.stringify(value));

/** @throws StickProblem `newer`: who sealed it has the key, and means what this program does not know */
export function unpackPart<T>(part: Buffer, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(gunzipSync(part, { maxOutputLength: MAX_TEXT_BYTES }).toString('utf8'));
  } catch {
    throw new StickProblem('newer', 'a part of it does not unpack');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new StickProblem('newer', 'a part of it does not read');
  return parsed.data;
}

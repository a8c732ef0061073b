// Who was erased, in a file beside the secret: a database that is brought back from a copy is told again by it. Without
// the secret nobody is known by it.
import { appendFile, readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Database } from './db/database.ts';
import { erasePerson, findMarked, type Mark, type Order } from './db/erasure.ts';

const markSchema = z.strictObject({
  kind: z.enum(['account', 'phone']),
  mark: z.string().regex(/^[0-9a-f]{64}$/),
});
const lineSchema = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('erased'),
    at: z.int(),
    branch: z.string(),
    by: z.string(),
    reason: z.string(),
    marks: z.array(markSchema),
  }),
  z.strictObject({
    what: z.literal('admitted'),
    at: z.int(),
    branch: z.string(),
    mark: z.string(),
  }),
]);
type Line = z.output<typeof lineSchema>;

/** The list cannot be used; the message names file and line. */
export class ErasureListProblem extends Error {
  override readonly name = 'ErasureListProblem';
}

export const erasureListOf = (secretFile: string): string => `${secretFile}.erased`;

/** Call it before the order is carried out: an order that is not on the list would be forgotten by a restore. */
export const noteErasure = (
  file: string,
  branch: string,
  marks: readonly Mark[],
  order: Order,
): Promise<void> => append(file, { what: 'erased', branch, ...order, marks: [...marks] });

export const noteAdmission = (
  file: string,
  branch: string,
  mark: string,
  at: number,
): Promise<void> => append(file, { what: 'admitted', at, branch, mark });

const append = (file: string, line: Line): Promise<void> =>
  appendFile(file, `${JSON.stringify(line)}\n`, { mode: 0o600, flush: true });

async function read(file: string): Promise<readonly Line[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new ErasureListProblem(`cannot read ${file}: ${(error as Error).message}`);
  }
  return text.split('\n').flatMap((line, index) => {
    if (line === '') return [];
    try {
      return [lineSchema.parse(JSON.parse(line))];
    } catch {
      throw new ErasureListProblem(
        `${file}, line ${index + 1}: no order of erasure; bring the list back from where the secret is kept`,
      );
    }
  });
}

/**
 * Erases whom the list names and the database still has: it was brought back from a copy of before.
 * @param key of the secret @returns how many @throws ErasureListProblem
 */
export async function eraseAsListed(db: Database, key: string, file: string): Promise<number> {
  const lines = await read(file);
  const admittedAt = new Map<string, number>();
  for (const line of lines) if (line.what === 'admitted') admittedAt.set(line.mark, line.at);
  let erased = 0;
  for (const line of lines) {
    if (line.what !== 'erased') continue;
    const { branch, marks, at, by, reason } = line;
    const standing = marks.filter(({ mark }) => (admittedAt.get(mark) ?? -1) < at);
    for (const person of await findMarked(db, branch, standing, key)) {
      await db.transaction((tx) => erasePerson(tx, person, { at, by, reason }, key));
      erased += 1;
    }
  }
  return erased;
}

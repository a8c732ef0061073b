// What options of several subcommands take, each refused in the same words.
import { InvalidArgumentError } from 'commander';
import { type Day, isDay } from '#shared/base/month.ts';
import type { Branch } from '#shared/model/branch.ts';
import { readBranches } from '#hub/db/branch.ts';
import type { Database } from '#hub/db/database.ts';
import { HubProblem } from './context.ts';
import { EXIT } from './exit_code.ts';

export function parseDay(text: string): Day {
  if (!isDay(text)) throw new InvalidArgumentError('Not a day YYYY-MM-DD.');
  return text;
}

export const wholeNumber =
  (least: number, most = Infinity) =>
  (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most) {
      const range = most === Infinity ? `from ${least}` : `from ${least} to ${most}`;
      throw new InvalidArgumentError(`A whole number ${range}.`);
    }
    return value;
  };

/** The branch of that code; all when none is named. @throws HubProblem that names those there are. */
export async function chosenBranches(
  db: Database,
  code: string | undefined,
): Promise<readonly Branch[]> {
  const all = await readBranches(db);
  const chosen = code === undefined ? all : all.filter((branch) => branch.code === code);
  if (code === undefined || chosen.length > 0) return chosen;
  const known = all.map((branch) => branch.code).join(', ') || 'none yet';
  throw new HubProblem(EXIT.refused, `no branch ${code}; there are: ${known}`);
}

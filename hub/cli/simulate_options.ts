// What simulate and export both ask for: a catalog by its name, and what customers mean to prepay.
import { InvalidArgumentError } from 'commander';
import { type Fen, parseAmount } from '#shared/base/money.ts';
import { problemLine } from '#hub/catalog/problem.ts';
import type { Database } from '#hub/db/database.ts';
import { chooseCatalog } from '#hub/simulate/choose_catalog.ts';
import type { Variant } from '#hub/simulate/scene.ts';
import { HubProblem } from './context.ts';
import { EXIT } from './exit_code.ts';

/** @throws HubProblem with what is wrong with it */
export async function catalogOf(name: string, db: Database | null): Promise<Variant> {
  const chosen = await chooseCatalog(name, db);
  if (chosen.ok) return chosen.value;
  const { error } = chosen;
  if (error.type === 'catalog-refused') {
    const lines = error.problems.map(problemLine);
    throw new HubProblem(EXIT.refused, `the catalog in ${name} has problems:\n${lines.join('\n')}`);
  }
  if (error.type === 'no-policy') {
    throw new HubProblem(EXIT.refused, 'no policy is in force: run hub catalog load');
  }
  throw new HubProblem(
    EXIT.refused,
    db === null
      ? `${name} is no catalog folder; editions by version need a database: --data FOLDER or DATABASE_URL`
      : `${name} is neither a catalog folder nor an edition of this hub`,
  );
}

export function parseIntended(text: string): Fen | 'usual' | 'nothing' {
  if (text === 'usual' || text === 'nothing') return text;
  const amount = parseAmount(text, 'CNY');
  if (amount === undefined) {
    throw new InvalidArgumentError('An amount such as 50, or usual, or nothing.');
  }
  return amount;
}

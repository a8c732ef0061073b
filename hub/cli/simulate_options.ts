// What simulate and export both ask for: a catalog by its name, and what customers mean to prepay.
import { CURRENCIES } from '#shared/base/currencies.ts';
import { type Fen, formatAmount, ofCurrency, parseAmount } from '#shared/base/money.ts';
import type { Branch } from '#shared/model/branch.ts';
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

/**
 * What customers mean to prepay: `usual`, `nothing` (null), or an amount in the currency of their branches.
 * @throws HubProblem for another text, and for an amount where branches have several currencies
 */
export function intendedIn(
  text: string,
  branches: readonly Pick<Branch, 'currency'>[],
): Fen | 'usual' | null {
  if (text === 'usual') return text;
  if (text === 'nothing') return null;
  const [currency = 'CNY', ...others] = new Set(branches.map((branch) => branch.currency));
  if (others.length > 0) {
    throw new HubProblem(
      EXIT.usage,
      `--intended ${text}: these branches have several currencies (${[currency, ...others].join(', ')}); choose one by --branch`,
    );
  }
  const amount = parseAmount(text, currency);
  if (amount === undefined) {
    throw new HubProblem(
      EXIT.usage,
      `--intended ${text}: an amount of ${CURRENCIES[currency].name.en} such as ${formatAmount(ofCurrency(50, currency), currency)}, or usual, or nothing`,
    );
  }
  return amount;
}

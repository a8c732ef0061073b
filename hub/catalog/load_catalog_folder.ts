// Reads and checks a catalog folder: what comes out can go to the branches.
import { err, ok, type Result } from '#shared/base/result.ts';
import { compileCatalog } from '#shared/engine/compile_catalog.ts';
import type { Catalog } from '#shared/model/catalog.ts';
import type { Policy } from '#shared/model/policy.ts';
import { knownCodes } from './check_codes.ts';
import { type Coverage, coverageOf } from './check_coverage.ts';
import { checkLabels } from './check_labels.ts';
import { checkLotteries } from './check_lotteries.ts';
import { checkGifts, checkHoldings, checkPolicy } from './check_names.ts';
import { checkOffer } from './check_offer.ts';
import { checkOfferRules } from './check_rules.ts';
import { checkOfferWords, checkText } from './check_words.ts';
import { type CatalogFileProblem, type Finding, inOrder, mistake } from './problem.ts';
import { problemsAt } from './yaml_source.ts';
import { type FolderReading, type ReadFile, readCatalogFolder } from './read_folder.ts';

export type LoadedCatalog = {
  readonly catalog: Catalog;
  readonly policy: Policy;
  readonly warnings: readonly CatalogFileProblem[];
  readonly coverage: Coverage;
};
export type CatalogRefused = {
  readonly type: 'catalog-refused';
  /** By file and line, warnings among them; at least one error. */
  readonly problems: readonly CatalogFileProblem[];
};

/** @param today business day `YYYY-MM-DD` against which validity is told; without it, the day in UTC: only warnings hang on it */
export async function loadCatalogFolder(
  folder: string,
  today: string = new Date().toISOString().slice(0, 10),
): Promise<Result<LoadedCatalog, CatalogRefused>> {
  const reading = await readCatalogFolder(folder);
  const { policy } = reading;
  const catalog = catalogOf(reading);
  const problems = inOrder([
    ...reading.problems,
    ...checkFolder(reading, catalog, today),
    ...checkByEngine(reading, catalog),
  ]);
  if (policy === null || problems.some(({ severity }) => severity === 'error'))
    return err({ type: 'catalog-refused', problems });
  return ok({
    catalog,
    policy: policy.value,
    warnings: problems,
    coverage: coverageOf(catalog.offers),
  });
}

const catalogOf = (reading: FolderReading): Catalog => ({
  version: reading.edition?.value.version ?? '',
  offers: reading.offers.map((offer) => offer.value),
  gifts: [...(reading.gifts?.value ?? [])],
  holdings: reading.holdings?.value ?? {},
  labels: [...(reading.labels?.value ?? [])],
  lotteries: [...(reading.lotteries?.value ?? [])],
});

function checkFolder(
  reading: FolderReading,
  catalog: Catalog,
  today: string,
): readonly CatalogFileProblem[] {
  const policy = reading.policy?.value ?? null;
  const { offers } = catalog;
  const codes = knownCodes(
    Object.keys(catalog.holdings ?? {}),
    (catalog.labels ?? []).map(({ id }) => id),
    policy?.levels.map(({ id }) => id) ?? null,
  );
  return [
    ...reading.offers.flatMap((file) =>
      within(file, (offer) => [
        ...checkOffer(offer, catalog, today),
        ...checkOfferWords(offer, catalog, policy),
        ...checkOfferRules(offer, policy, codes),
      ]),
    ),
    ...within(reading.gifts, (gifts) => checkGifts(gifts, offers)),
    ...within(reading.holdings, checkHoldings),
    ...within(reading.labels, (labels) => checkLabels(labels, offers, codes)),
    ...within(reading.lotteries, (lotteries) => [
      ...checkLotteries(lotteries, offers, today),
      ...lotteries.flatMap(({ name, prizes }, index) => [
        ...checkText(name, [index, 'name']),
        ...prizes.flatMap((prize, place) =>
          checkText(prize.name, [index, 'prizes', place, 'name']),
        ),
      ]),
    ]),
    ...within(reading.policy, (one) => checkPolicy(one, offers, today)),
  ];
}

const within = <T>(
  file: ReadFile<T> | null,
  check: (value: T) => readonly Finding[],
): readonly CatalogFileProblem[] =>
  file === null ? [] : problemsAt(file.source, check(file.value));

/** What the engine itself cannot read: rules, slots, hours, offers of one id. */
function checkByEngine(reading: FolderReading, catalog: Catalog): readonly CatalogFileProblem[] {
  // Of two offers with one id the later file is to blame.
  const sourceById = new Map(reading.offers.map(({ value, source }) => [value.id, source]));
  const compiled = compileCatalog(catalog);
  const ofOffers = compiled.problems.flatMap(({ offer, path, message, start }) => {
    const source = sourceById.get(offer);
    const finding = { ...mistake(path, message, remedyOf(path)), offset: start };
    return source === undefined ? [] : problemsAt(source, [finding]);
  });
  const { labels } = reading;
  const ofLabels = compiled.labelProblems.flatMap(({ label, message, start }) => {
    if (labels === null) return [];
    const path = [labels.value.findIndex(({ id }) => id === label), 'rule'];
    return problemsAt(labels.source, [
      { ...mistake(path, message, remedyOf(path)), offset: start },
    ]);
  });
  return [...ofOffers, ...ofLabels];
}

function remedyOf(path: readonly (string | number)[]): string {
  switch (path.at(-1)) {
    case 'sentence':
    case 'why':
    case 'says':
    case 'answer':
      return 'Slots stand in braces; docs/catalog.md lists them.';
    case 'id':
      return 'Give every offer its own id: answers are counted by it.';
    case 'hours':
      return "Write hours as { from: '09:00', to: '18:00' }.";
    default:
      return 'Mend the rule; docs/facts.md lists the words, their units and values.';
  }
}

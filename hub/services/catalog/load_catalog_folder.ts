// Reads and checks a catalog folder: what comes out can go to the branches.
import { err, ok, type Result } from '#shared/base/result.ts';
import { compileCatalog } from '#shared/engine/compile_catalog.ts';
import type { Catalog, CatalogGift, Offer } from '#shared/model/catalog.ts';
import type { Policy } from '#shared/model/policy.ts';
import { checkOffer } from './check_offer.ts';
import type { CatalogFileProblem } from './problem.ts';
import { type ReadFile, readCatalogFolder } from './read_folder.ts';

export type LoadedCatalog = { readonly catalog: Catalog; readonly policy: Policy };
export type CatalogRefused = {
  readonly type: 'catalog-refused';
  /** By file and line; at least one. */
  readonly problems: readonly CatalogFileProblem[];
};

export async function loadCatalogFolder(
  folder: string,
): Promise<Result<LoadedCatalog, CatalogRefused>> {
  const reading = await readCatalogFolder(folder);
  const { version, gifts, holdings, labels, lotteries, policy, offers } = reading;
  const catalog: Catalog = {
    version: version ?? '',
    offers: offers.map((offer) => offer.value),
    gifts: [...(gifts?.value ?? [])],
    holdings: holdings?.value ?? {},
    labels: [...(labels?.value ?? [])],
    lotteries: [...(lotteries?.value ?? [])],
  };
  const problems = [
    ...reading.problems,
    ...checkGifts(gifts),
    ...checkOffers(offers, gifts),
    ...checkRulesAndSlots(catalog, offers),
  ];
  if (policy === null || problems.length > 0) {
    return err({ type: 'catalog-refused', problems: problems.toSorted(byPlace) });
  }
  return ok({ catalog, policy: policy.value });
}

type Gifts = ReadFile<readonly CatalogGift[]> | null;

function checkOffers(
  offers: readonly ReadFile<Offer>[],
  gifts: Gifts,
): readonly CatalogFileProblem[] {
  if (gifts === null) return [];
  const byId = new Map(gifts.value.map((gift) => [gift.id, gift]));
  return offers.flatMap(({ value, source }) => checkOffer(value, byId, source));
}

function checkGifts(gifts: Gifts): readonly CatalogFileProblem[] {
  if (gifts === null) return [];
  const { value, source } = gifts;
  return value.flatMap((gift, index) =>
    gift.cost > 0
      ? []
      : [
          {
            file: source.file,
            line: source.lineOf([index, 'cost']),
            message: `gift '${gift.id}' has no cost`,
            remedy: 'Say what one piece costs, in fen.',
          },
        ],
  );
}

/** What the engine itself cannot read. */
function checkRulesAndSlots(
  catalog: Catalog,
  offers: readonly ReadFile<Offer>[],
): readonly CatalogFileProblem[] {
  // Of two offers with one id the later file is to blame.
  const sourceById = new Map(offers.map(({ value, source }) => [value.id, source]));
  return compileCatalog(catalog).problems.map((problem) => {
    const source = sourceById.get(problem.offer);
    return {
      file: source?.file ?? 'catalog.yaml',
      line: source?.lineOf(problem.path, problem.start) ?? 1,
      message: `${problem.path.join('.')}: ${problem.message}`,
      remedy: remedyOf(problem.path),
    };
  });
}

function remedyOf(path: readonly (string | number)[]): string {
  switch (path.at(-1)) {
    case 'sentence':
    case 'why':
      return 'Slots stand in braces; docs/decision.md lists them.';
    case 'id':
      return 'Give every offer its own id: answers are counted by it.';
    case 'hours':
      return "Write hours as { from: '09:00', to: '18:00' }.";
    default:
      return 'Mend the rule; docs/decision.md lists the words, their units and examples.';
  }
}

const byPlace = (a: CatalogFileProblem, b: CatalogFileProblem): number =>
  a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1;

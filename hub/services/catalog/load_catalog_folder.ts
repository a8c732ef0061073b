// Reads and checks a catalog folder: what comes out can go to the branches.
import { err, ok, type Result } from '#shared/base/result.ts';
import { compileCatalog } from '#shared/engine/compile_catalog.ts';
import type { Catalog, Policy } from '#shared/model/catalog.ts';
import { checkOffer } from './check_offer.ts';
import type { CatalogFileProblem } from './problem.ts';
import { type CatalogFolder, readCatalogFolder } from './read_folder.ts';

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
  const problems = [
    ...reading.problems,
    ...(reading.folder === null ? [] : checkFolder(reading.folder)),
  ];
  if (reading.folder === null || problems.length > 0) {
    return err({ type: 'catalog-refused', problems: problems.toSorted(byPlace) });
  }
  const { catalog, policy } = reading.folder;
  return ok({ catalog, policy });
}

function checkFolder({ catalog, sources }: CatalogFolder): readonly CatalogFileProblem[] {
  const gifts = new Map((catalog.gifts ?? []).map((gift) => [gift.id, gift]));
  const offerProblems = [...sources.offers].flatMap(([offer, source]) =>
    checkOffer(offer, gifts, source),
  );
  const freeGifts = (catalog.gifts ?? []).flatMap((gift, index) =>
    gift.cost > 0
      ? []
      : [
          {
            file: sources.gifts.file,
            line: sources.gifts.lineOf([index, 'cost']),
            message: `gift '${gift.id}' has no cost`,
            remedy: 'Say what one piece costs, in fen.',
          },
        ],
  );
  const sourceById = new Map([...sources.offers].map(([offer, source]) => [offer.id, source]));
  const compiled = compileCatalog(catalog).problems.map((problem) => {
    const source = sourceById.get(problem.offer);
    return {
      file: source?.file ?? 'catalog.yaml',
      line: source?.lineOf(problem.path, problem.start) ?? 1,
      message: `${problem.path.join('.')}: ${problem.message}`,
      remedy: remedyOf(problem.path),
    };
  });
  return [...freeGifts, ...offerProblems, ...compiled];
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

// Gifts against what the branches have: a gift that a branch was never given leaves its tier unsaid there.
import type { Catalog } from '#shared/model/catalog.ts';
import { type CatalogFileProblem, doubt } from './problem.ts';
import { problemsAt } from './yaml_source.ts';
import { type ReadFile, readCatalogFolder } from './read_folder.ts';

/** What one branch was allocated, in pieces, by gift. */
export type BranchStock = {
  readonly branch: string;
  readonly gifts: Readonly<Record<string, number>>;
};

/** Warnings of tiers whose gift is in none of the branches, or in some of them only. @param folder checked already */
export async function checkStock(
  folder: string,
  branches: readonly BranchStock[],
): Promise<readonly CatalogFileProblem[]> {
  const { offers } = await readCatalogFolder(folder);
  return offers.flatMap((file) => stockProblems(file, branches));
}

function stockProblems(
  { value, source }: ReadFile<Catalog['offers'][number]>,
  branches: readonly BranchStock[],
): readonly CatalogFileProblem[] {
  const findings = value.tiers.flatMap(({ gift }, index) => {
    if (gift === null) return [];
    const without = branches.filter(({ gifts }) => !((gifts[gift] ?? 0) > 0));
    if (without.length === 0) return [];
    const names = without.map(({ branch }) => branch).join(', ');
    return [
      doubt(
        ['tiers', index, 'gift'],
        without.length === branches.length
          ? `gift '${gift}' was given to no branch`
          : `gift '${gift}' was not given to ${names}`,
        'Allocate pieces (hub import gifts), or name a gift that is there: the tier is not said without it.',
      ),
    ];
  });
  return problemsAt(source, findings);
}

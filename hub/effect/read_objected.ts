// The objections that clerks noted, each with the wordings of the catalog by which it was decided.
import type { Day } from '#shared/base/month.ts';
import type { Catalog } from '#shared/model/catalog.ts';
import type { LocalText } from '#shared/model/text.ts';
import { heldThrough, standingAnswers } from '#hub/db/answers.ts';
import type { Database } from '#hub/db/database.ts';
import { readCatalog } from '#hub/db/editions.ts';
import { readPageBranches } from '#hub/db/page_branch.ts';
import { countsAs } from '#hub/learn/counts_as.ts';
import type { Objected } from './hints.ts';

const BATCH = 1_000;

/** By region; under the empty name those of all branches. An edition that the hub does not hold tells no wording. */
export async function readObjected(
  tx: Database,
  { from, to }: { readonly from?: Day | undefined; readonly to?: Day | undefined },
): Promise<ReadonlyMap<string, readonly Objected[]>> {
  const branches = await readPageBranches(tx, null);
  const regionOf = new Map(branches.map(({ code, region }) => [code, region]));
  const editions = new Map<string, Catalog | undefined>();
  const objected = new Map<string, Objected[]>([['', []]]);
  for await (const batch of standingAnswers(tx, await heldThrough(tx), BATCH)) {
    for (const answer of batch) {
      const { objection, catalog, day, branch } = answer;
      if (objection === null || catalog === null) continue;
      if ((from !== undefined && day < from) || (to !== undefined && day > to)) continue;
      const counts = countsAs(answer);
      if (counts === null) continue;
      if (!editions.has(catalog)) editions.set(catalog, await readCatalog(tx, catalog));
      const offer = editions.get(catalog)?.offers.find(({ id }) => id === answer.offer);
      const said = offer?.objections[objection - 1];
      const treatment = offer?.treatments.find(({ id }) => id === answer.treatment);
      if (offer === undefined || said === undefined || treatment === undefined) continue;
      const one: Objected = {
        offer: offer.name,
        says: plain(said.says),
        sentence: plain(treatment.sentence),
        answer: plain(said.answer),
        isYes: counts === 'yes',
      };
      for (const name of new Set(['', regionOf.get(branch) ?? ''])) {
        const sofar = objected.get(name);
        if (sofar === undefined) objected.set(name, [one]);
        else sofar.push(one);
      }
    }
  }
  return objected;
}

const plain = ({ zh, en }: LocalText): LocalText => ({
  zh: zh.replaceAll(/\{[^}]*\}/g, '…'),
  en: en.replaceAll(/\{[^}]*\}/g, '…'),
});

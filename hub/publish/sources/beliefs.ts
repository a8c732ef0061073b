// What branches are given of the chances of yes: the newest edition that `hub learn` made; before any, nothing.
import type { Json } from '#shared/base/canonical.ts';
import type { Database } from '#hub/db/database.ts';
import { readText } from '#hub/db/editions.ts';

export async function beliefsSource(
  tx: Database,
): Promise<readonly (readonly [id: string, doc: Json])[]> {
  const doc = await readText(tx, 'beliefs');
  return doc === undefined ? [] : [['current', JSON.parse(doc) as Json]];
}

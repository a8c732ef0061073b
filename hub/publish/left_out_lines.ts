// What `hub publish` says of the fields that the branches are not given, and why.
import type { Database } from '#hub/db/database.ts';
import { readCatalog, readPolicy } from '#hub/db/editions.ts';
import { askedFor, NEEDED_BY } from './needed.ts';
import { readLeftOut } from './withhold.ts';

/** None when the branches get all that HQ has. */
export async function leftOutLines(db: Database): Promise<readonly string[]> {
  const { unasked, withheld } = await readLeftOut(db);
  const asked = askedFor((await readCatalog(db)) ?? null, (await readPolicy(db)) ?? null);
  const lines: string[] = [];
  if (unasked.length > 0) {
    lines.push(
      `not published, since no rule, sentence or care asks for it and the policy's fileShown does not name it: ${unasked.join(', ')}`,
    );
  }
  for (const field of withheld) {
    const by =
      field === 'idTail'
        ? NEEDED_BY.idTail
        : (asked.find((each) => each.field === field)?.by ?? []).slice(0, 3).join(', ');
    lines.push(
      `withheld by the policy: ${field}${by === '' ? '' : ` (asked for by: ${by}; not known there)`}`,
    );
  }
  return lines;
}

// What the rows of a branch's customers rest on beside what is stored of each: when it changes, all are read again.
import { canonicalJson } from '#shared/base/canonical.ts';
import { ENGINE_VERSION } from '#shared/engine/engine_version.ts';
import type { Branch } from '#shared/model/branch.ts';
import { PACK_SCHEMA_VERSION, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { channelsOfBranch } from '#hub/db/customer_documents.ts';
import type { Database } from '#hub/db/database.ts';
import { readPolicy } from '#hub/db/editions.ts';
import { MIGRATIONS } from '#hub/db/migrations/migrations.ts';
import { careFrom } from './sources.ts';
import { readLeftOut } from './withhold.ts';

/** @param now UTC ms @returns the same text as long as nobody's rows change but of those who are touched */
export async function rowsRestOn(tx: Database, branch: Branch, now: number): Promise<string> {
  const policy = await readPolicy(tx);
  const care = policy?.care ?? null;
  return canonicalJson({
    // Another edition of the hub may word rows otherwise: its formulas, its messages, its columns.
    engine: ENGINE_VERSION,
    protocol: PROTOCOL_VERSION,
    packSchema: PACK_SCHEMA_VERSION,
    schema: MIGRATIONS.at(-1)?.number ?? 0,
    channels: await channelsOfBranch(tx, branch.code),
    leftOut: await readLeftOut(tx),
    care: care === null ? null : { policy: care, from: careFrom(now, branch.timeZone) },
  });
}

// One pack from rows to published chunks, checked against the published digest before it is stored.
import { foldIntoDigest } from '#shared/wire/digest.ts';
import { PACK_SCHEMA_VERSION } from '#shared/wire/protocol.ts';
import { countCustomers } from '#hub/db/customer_documents.ts';
import type { Database } from '#hub/db/database.ts';
import { prunePacks } from '#hub/db/pack.ts';
import { deleteChangesThrough, type Publication } from '#hub/db/publication.ts';
import type { HubSecret } from '#hub/secret.ts';
import { openPackBuilder, type PackBuilder } from './pack_builder.ts';
import { type PackFacts, storePack } from './pack_store.ts';

/** The newest, and the one before it for who is fetching that now. */
const PACKS_KEPT = 2;

export type PackMaker = {
  readonly add: PackBuilder['add'];
  /** @param forgetThrough packs of before and changes through this one are taken away; null: as usual */
  readonly store: (
    publication: Publication,
    now: number,
    forgetThrough: number | null,
  ) => Promise<{ readonly bytes: number; readonly chunks: number }>;
  readonly close: () => void;
};

/** @param path of a file that does not exist yet */
export function createPackMaker(
  tx: Database,
  secret: HubSecret,
  { branch, epoch }: { readonly branch: string; readonly epoch: number },
  path: string,
): PackMaker {
  const digest = new Uint8Array(8);
  let builder: PackBuilder | undefined;
  const add: PackBuilder['add'] = (entity, rows) => {
    builder ??= openPackBuilder(path, secret.packKey(branch, epoch));
    for (const { hash } of rows) foldIntoDigest(digest, hash);
    builder.add(entity, rows);
  };
  return {
    add,
    async store(publication, now, forgetThrough) {
      const { number } = publication;
      const hex = Buffer.from(digest).toString('hex');
      if (Buffer.compare(digest, publication.digest) !== 0) {
        throw new Error(`branch ${branch}: the rows do not fold into the published digest`);
      }
      const { count: customers, asOf } = await countCustomers(tx, branch);
      builder?.finish({
        branch,
        number: String(number),
        schema: String(PACK_SCHEMA_VERSION),
        digest: hex,
        as_of: asOf ?? '',
        issued_at: String(now),
        customers: String(customers),
      });
      builder = undefined;
      const issuedAt = now as PackFacts['issuedAt'];
      const facts = { branch, epoch, number, asOf, issuedAt, customers, digest: hex };
      const stored = await storePack(tx, secret, path, facts);
      const oldest = await prunePacks(tx, branch, forgetThrough === null ? PACKS_KEPT : 1);
      const through = forgetThrough ?? oldest;
      if (through !== undefined) await deleteChangesThrough(tx, branch, through);
      return stored;
    },
    close: () => builder?.abandon(),
  };
}

// Turns changed rows into signed changes of at most CHANGE_ROWS rows, and keeps the digest in step.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { canonicalJson } from '#shared/base/canonical.ts';
import type { ChangeHead, Entity } from '#shared/wire/change.ts';
import { foldIntoDigest } from '#shared/wire/digest.ts';
import { CHANGE_ROWS, PACK_SCHEMA_VERSION, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { Database } from '#hub/db/database.ts';
import {
  deletePublishedRows,
  insertChange,
  type Publication,
  type PublishedRow,
  putPublishedRows,
} from '#hub/db/publication.ts';
import type { HubSecret } from '#hub/secret.ts';
import type { RowDifference } from './differences.ts';
import { sealRows } from './seal_rows.ts';

const gzipAsync = promisify(gzip);

export interface ChangeWriter {
  add(entity: Entity, differences: readonly RowDifference[]): Promise<void>;
  /** Writes what is left over. @returns the branch's publication as it is now. */
  end(): Promise<Publication & { readonly changes: number; readonly rows: number }>;
}

export type ChangeWriterOptions = {
  readonly tx: Database;
  readonly secret: HubSecret;
  readonly branch: string;
  readonly now: number;
  /** Of the key that the rows are sealed with. */
  readonly epoch: number;
  readonly before: Publication;
  /** The first publication has no changes: nobody has an older state to catch up from. */
  readonly first: boolean;
};

export function createChangeWriter(options: ChangeWriterOptions): ChangeWriter {
  const { tx, secret, branch, now, epoch, first } = options;
  const digest = Uint8Array.from(options.before.digest);
  const lines: string[] = [];
  let number = options.before.number;
  let changes = 0;
  let total = 0;

  const flush = async (): Promise<void> => {
    if (lines.length === 0) return;
    const count = lines.length;
    number += 1;
    changes += 1;
    const rows = await gzipAsync(`${lines.splice(0).join('\n')}\n`);
    const head: ChangeHead = {
      kind: 'change',
      protocol: PROTOCOL_VERSION,
      branch,
      number,
      schema: PACK_SCHEMA_VERSION,
      issuedAt: now as ChangeHead['issuedAt'],
      rows: count,
      epoch,
      sha256: createHash('sha256').update(rows).digest('hex'),
      digest: Buffer.from(digest).toString('hex'),
    };
    const body = Buffer.from(canonicalJson(head));
    const sealed = sealRows(rows, secret.packKey(branch, epoch), head);
    const change = { number, body, signature: secret.sign(body), rows: sealed };
    await insertChange(tx, branch, change, count);
  };

  return {
    async add(entity, differences) {
      total += differences.length;
      for (const { row, before, id } of differences) {
        if (before) foldIntoDigest(digest, before.hash);
        if (row) foldIntoDigest(digest, row.hash);
        if (first) continue;
        lines.push(
          `{"doc":${row?.text ?? 'null'},"entity":"${entity}","id":${JSON.stringify(id)}}`,
        );
        if (lines.length === CHANGE_ROWS) await flush();
      }
      await writeHashes(tx, branch, entity, differences);
    },
    async end() {
      await flush();
      return { number, digest, changes, rows: total };
    },
  };
}

async function writeHashes(
  tx: Database,
  branch: string,
  entity: Entity,
  differences: readonly RowDifference[],
): Promise<void> {
  const put: PublishedRow[] = differences.flatMap(({ row }) => (row ? [row] : []));
  const gone = differences.flatMap(({ row, before }) => (row || !before ? [] : [before]));
  if (put.length > 0) await putPublishedRows(tx, branch, entity, put);
  if (gone.length > 0) await deletePublishedRows(tx, branch, entity, gone);
}

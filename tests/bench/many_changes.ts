// Changes that move a figure of every customer of a large pack, as HQ would publish them.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import type { Instant } from '#shared/base/month.ts';
import { ok } from '#shared/base/result.ts';
import type { HubClient } from '#electron/data/sync/hub_client.ts';
import type { ChangeHead } from '#shared/wire/change.ts';
import { type CustomerDoc, customerDocSchema, docToCustomer } from '#shared/wire/customer_doc.ts';
import { foldIntoDigest, rowHashInput } from '#shared/wire/digest.ts';
import { customerReadings, customerValues } from '#shared/wire/pack_schema.ts';
import {
  CHANGE_ROWS,
  CHANGES_PER_ANSWER,
  PACK_SCHEMA_VERSION,
  PROTOCOL_VERSION,
} from '#shared/wire/protocol.ts';
import { BRANCH } from '#tests/fixtures/branch.ts';
import { type HubKeys, signJson, type WireChange } from '#tests/fixtures/published.ts';
import { openPackRaw } from './large_pack.ts';

/** As the tables take it, without anything to be worked out. */
type RawRow = {
  readonly id: number;
  readonly values: readonly unknown[];
  readonly readings: readonly (readonly unknown[])[];
};

export type ManyChanges = {
  readonly changes: readonly WireChange[];
  readonly raw: readonly (readonly RawRow[])[];
  /** Answers like a hub that has published them all. */
  client(others: HubClient): HubClient;
};

export function manyChanges(path: string, keys: HubKeys, rows: number): ManyChanges {
  const db = openPackRaw(path);
  const stored = db
    .prepare<[number], { doc: string; hash: Buffer }>(
      'select doc, hash from customer order by id limit ?',
    )
    .all(rows);
  db.close();
  if (stored.length !== rows) throw new Error(`the pack has ${stored.length} customers only`);
  const digest = new Uint8Array(8);
  const changes: WireChange[] = [];
  const raw: RawRow[][] = [];
  for (let at = 0; at < rows; at += CHANGE_ROWS) {
    const part = stored.slice(at, at + CHANGE_ROWS).map(({ doc, hash }) => {
      const moved = movedOf(customerDocSchema.parse(JSON.parse(doc)));
      const text = canonicalJson(moved as unknown as Json);
      const after = createHash('sha256')
        .update(rowHashInput('customer', String(moved.id), moved as unknown as Json))
        .digest()
        .subarray(0, 8);
      foldIntoDigest(digest, hash);
      foldIntoDigest(digest, after);
      return { moved, text, after };
    });
    changes.push(changeOf(keys, changes.length + 2, part, Buffer.from(digest).toString('hex')));
    raw.push(
      part.map(({ moved, text, after }) => {
        const customer = docToCustomer(moved);
        return {
          id: moved.id,
          values: [...customerValues(customer), text, after],
          readings: customerReadings(customer).map((reading) => [moved.id, ...reading]),
        };
      }),
    );
  }
  return {
    changes,
    raw,
    client: (others) => ({
      ...others,
      changes: async (since) =>
        ok({
          latest: changes.length + 1,
          changes: changes.slice(since - 1, since - 1 + CHANGES_PER_ANSWER),
        }),
    }),
  };
}

const movedOf = (doc: CustomerDoc): CustomerDoc => ({
  ...doc,
  balance: ((doc.balance ?? 0) + 100) as CustomerDoc['balance'],
});

function changeOf(
  keys: HubKeys,
  number: number,
  part: readonly { readonly moved: CustomerDoc; readonly text: string }[],
  digest: string,
): WireChange {
  // As the hub writes them.
  const lines = part.map(
    ({ moved, text }) => `{"doc":${text},"entity":"customer","id":"${moved.id}"}`,
  );
  const packed = gzipSync(`${lines.join('\n')}\n`);
  const head: ChangeHead = {
    kind: 'change',
    protocol: PROTOCOL_VERSION,
    branch: BRANCH.code,
    number,
    schema: PACK_SCHEMA_VERSION,
    issuedAt: Date.now() as Instant,
    rows: part.length,
    epoch: null,
    sha256: createHash('sha256').update(packed).digest('hex'),
    digest,
  };
  return { head: signJson(head, keys), rows: packed.toString('base64') };
}

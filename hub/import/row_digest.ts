// Tells rows that are read again from rows that are new: by all that decides what becomes of them.
import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import type { Run } from './stage_file.ts';
import type { SourceRow } from './source.ts';

const LENGTH = 22;

const digestOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, LENGTH);

/** Another program may read the same row otherwise. */
let program: string | undefined;
function programDigest(): string {
  const folder = import.meta.dirname;
  program ??= digestOf(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => digestOf(name + readFileSync(join(folder, name), 'utf8')))
      .toSorted()
      .join(''),
  );
  return program;
}

/**
 * Undefined where rows are not told by themselves: of other entities than customers, and where several rows are of one
 * customer. Equal digests mean equal rows of the same columns, read by the same map and program for the same day.
 */
export function createRowDigest({
  map,
  source,
  asOf,
  options,
}: Omit<Run, 'reader' | 'rejects'>): ((row: SourceRow) => string) | undefined {
  if (map.entity !== 'customer' || map.months?.of === 'rows') return undefined;
  if (map.months?.repeated === 'added') return undefined;
  const read = digestOf(
    canonicalJson([
      programDigest(),
      map as unknown as Json,
      [...source.headers],
      asOf ?? null,
      options.branch ?? null,
    ]),
  );
  return ({ cells, notes, fault }) =>
    digestOf(
      read + JSON.stringify(notes || fault ? [cells, fault ?? null, [...(notes ?? [])]] : cells),
    );
}

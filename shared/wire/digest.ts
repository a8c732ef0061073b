// The digest of a cache: order does not matter, and one row's change costs one row's work.
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import type { Entity } from './change.ts';

/**
 * The bytes whose SHA-256, cut to 8 bytes, is a row's hash. The digest is the exclusive or of all
 * rows' hashes. It finds drift; forgery is what signatures are for.
 */
export const rowHashInput = (entity: Entity, id: string, doc: Json): string =>
  rowHashText(entity, id, canonicalJson(doc));

/** The same of a document whose canonical text is known. */
export const rowHashText = (entity: Entity, id: string, text: string): string =>
  `${entity}\n${id}\n${text}`;

/** @param hash 8 bytes; `digest` is changed in place. */
export function foldIntoDigest(digest: Uint8Array, hash: Uint8Array): void {
  for (let i = 0; i < 8; i += 1) digest[i] = (digest[i] ?? 0) ^ (hash[i] ?? 0);
}

// The editions that stored decisions name, compiled, and the last few of them kept.
import { type CompiledBeliefs, compileBeliefs } from '#shared/engine/beliefs.ts';
import { type CompiledCatalog, compileCatalog } from '#shared/engine/compile_catalog.ts';
import { eventPayloads } from '#shared/model/event.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Database } from '#hub/db/database.ts';
import { readOwnBeliefs } from '#hub/db/decisions.ts';
import { readBeliefs, readCatalog, readPolicy } from '#hub/db/editions.ts';

export type Editions = {
  catalog(version: string): Promise<CompiledCatalog | undefined>;
  policy(version: string): Promise<Policy | undefined>;
  beliefs(device: string, name: string): Promise<CompiledBeliefs | undefined>;
};

export function openEditions(tx: Database): Editions {
  const catalogs = createKeep<CompiledCatalog | undefined>(8);
  const policies = createKeep<Policy | undefined>(8);
  const beliefs = createKeep<CompiledBeliefs | undefined>(64);
  return {
    catalog: (version) =>
      catalogs(version, async () => {
        const catalog = await readCatalog(tx, version);
        return catalog && compileCatalog(catalog);
      }),
    policy: (version) => policies(version, () => readPolicy(tx, version)),
    beliefs: (device, name) =>
      beliefs(`${device} ${name}`, async () => {
        const published = await readBeliefs(tx, name);
        if (published !== undefined) return compileBeliefs(published, [], name);
        const own = eventPayloads['beliefs.updated'].safeParse(
          await readOwnBeliefs(tx, device, name),
        );
        if (!own.success) return undefined;
        const base = await readBeliefs(tx, own.data.base);
        return base && compileBeliefs(base, own.data.cells, name);
      }),
  };
}

type Keep<T> = (key: string, make: () => Promise<T>) => Promise<T>;

/**
 * The last few things that were asked for, so that a long run neither makes them again nor keeps them all.
 * @param size how many are kept; the one that was asked for longest ago goes first
 */
function createKeep<T>(size: number): Keep<T> {
  const kept = new Map<string, { readonly value: T }>();
  return async (key, make) => {
    const known = kept.get(key) ?? { value: await make() };
    kept.delete(key);
    kept.set(key, known);
    const [oldest] = kept.keys();
    if (kept.size > size && oldest !== undefined) kept.delete(oldest);
    return known.value;
  };
}

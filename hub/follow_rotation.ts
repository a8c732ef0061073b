// After the secret was rotated: the database has the next epochs, and what can be fetched is signed with the new key.
import { readBranches } from './db/branch.ts';
import type { Database } from './db/database.ts';
import { signAnew, writeGeneration } from './db/generation.ts';
import { beginKeyEpoch, readKeyEpoch } from './db/key_epoch.ts';

type Signing = { readonly generation: number; readonly sign: (body: Uint8Array) => Uint8Array };

/** In a transaction. @param epochs by branch, the first whose key follows from the newest master */
export async function followRotation(
  tx: Database,
  secret: Signing,
  epochs: ReadonlyMap<string, number>,
  now: number,
): Promise<void> {
  const branches = await readBranches(tx);
  for (const { code } of branches) {
    const due = epochs.get(code) ?? 0;
    while ((await readKeyEpoch(tx, code)) < due) {
      await beginKeyEpoch(tx, code, 'hub secret rotate', now);
    }
  }
  await signAnew(tx, secret.sign);
  await writeGeneration(tx, secret.generation);
}

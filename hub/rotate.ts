// Rotation of HQ's secret: another master for what is signed, sealed and published from now on. The file comes first;
// whatever is left to do in the database is done with the next command, so that it may be cut off anywhere.
import { randomBytes } from 'node:crypto';
import { readBranches } from './db/branch.ts';
import type { Database } from './db/database.ts';
import { readGeneration } from './db/generation.ts';
import { readKeyEpoch } from './db/key_epoch.ts';
import { appendMaster, type HubSecret, openSecret, SecretProblem } from './secret.ts';

export type Rotated = { readonly secret: HubSecret; readonly branches: readonly string[] };

/** @throws SecretProblem as `openSecret` does, or when the file cannot be written */
export async function rotateSecret(path: string, db: Database): Promise<Rotated> {
  // What an earlier rotation left undone is done first.
  const before = await openSecret(path, db);
  return db.transaction(async (tx) => {
    if ((await readGeneration(tx, 'change')) !== before.generation)
      throw new SecretProblem('the secret is being rotated elsewhere: look again in a minute');
    const branches = (await readBranches(tx)).map(({ code }) => code);
    const epochs: Record<string, number> = {};
    for (const branch of branches) epochs[branch] = (await readKeyEpoch(tx, branch)) + 1;
    await appendMaster(path, { master: randomBytes(32), epochs });
    return { secret: await openSecret(path, tx), branches };
  });
}

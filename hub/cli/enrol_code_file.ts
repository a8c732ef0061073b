// A fresh one-time code in a file that only its owner reads, for an app that enrols itself.
import { rename, rm, writeFile } from 'node:fs/promises';
import { readBranches } from '#hub/db/branch.ts';
import type { Database } from '#hub/db/database.ts';
import { createEnrolCode } from '#hub/serve/enrol.ts';
import type { HubSecret } from '#hub/secret.ts';
import { HubProblem } from './context.ts';
import { EXIT } from './exit_code.ts';

/** `{"branch","code"}` for the first demo branch. */
export async function writeEnrolCodeFile(
  database: Database,
  secret: HubSecret,
  path: string,
): Promise<void> {
  const demo = (await readBranches(database)).find(({ isDemo }) => isDemo);
  const made =
    demo && (await createEnrolCode(database, secret, { branch: demo.code, now: Date.now() }));
  if (!made?.ok)
    throw new HubProblem(EXIT.refused, '--enrol-code-file needs a demo branch: --demo');
  const draft = `${path}.draft`;
  await rm(draft, { force: true });
  const { branch, code } = made.value;
  await writeFile(draft, `${JSON.stringify({ branch, code })}\n`, { mode: 0o600, flag: 'wx' });
  await rename(draft, path);
}

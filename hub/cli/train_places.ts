// Files that `hub train churn` writes at its end: whether they can be written is asked before hours of work.
import { access, constants, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HubProblem } from './context.ts';
import { EXIT } from './exit_code.ts';

/** @param places by the option that names it. @throws HubProblem for the first that cannot be written */
export async function checkPlaces(
  places: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  for (const [option, path] of Object.entries(places)) {
    if (path === undefined) continue;
    const why = await whyNot(path);
    if (why !== null)
      throw new HubProblem(
        EXIT.environment,
        `cannot write ${path} (${option}): ${why}. Name a file in a folder that is there`,
      );
  }
}

/** @throws HubProblem */
export async function writePlace(path: string | undefined, text: () => string): Promise<void> {
  if (path === undefined) return;
  try {
    await writeFile(path, text(), { mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new HubProblem(EXIT.environment, `cannot write ${path}: ${error.message}`);
  }
}

async function whyNot(path: string): Promise<string | null> {
  const there = await stat(path).catch(() => null);
  if (there?.isDirectory() === true) return 'it is a folder';
  try {
    await access(there === null ? dirname(path) : path, constants.W_OK);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

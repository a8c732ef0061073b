// The ledger of a device that lost its key, copied to a stick for HQ: `hub ledger open` reads it there.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { makeStickFolder, openOnStick, removeOnStick, writeOnStick } from '#stick/stick_folder.ts';
import { StickProblem } from '#stick/stick_problem.ts';

const COPY_BYTES = 1024 * 1024;

/**
 * The file and what SQLite keeps beside it, each read again from the stick and compared. Nothing may have it open.
 * @param ledger its path; encrypted, and stays so
 * @throws StickProblem of the stick; as this computer's disk does
 */
export async function saveLedger(ledger: string, chosen: string): Promise<void> {
  const folder = await makeStickFolder(chosen);
  // What is newest first: a copy without its log would look whole.
  for (const path of [`${ledger}-wal`, ledger]) {
    const name = basename(path);
    if (!existsSync(path)) {
      await removeOnStick(folder, name);
      continue;
    }
    let written = '';
    await writeOnStick(folder, name, async (file) => {
      written = await copyOf(path, (bytes) => file.appendFile(bytes));
    });
    if ((await hashOnStick(folder, name)) !== written) {
      throw new StickProblem('altered', `${name} is not what was written`);
    }
  }
}

/** @returns SHA-256 of what was read */
async function copyOf(path: string, take: (bytes: Buffer) => Promise<void>): Promise<string> {
  const file = await open(path, 'r');
  try {
    return await hashOf(file, take);
  } finally {
    await file.close();
  }
}

async function hashOnStick(folder: string, name: string): Promise<string> {
  const file = await openOnStick(folder, name);
  try {
    return await hashOf(file, () => Promise.resolve());
  } finally {
    await file.close();
  }
}

async function hashOf(
  file: Awaited<ReturnType<typeof open>>,
  take: (bytes: Buffer) => Promise<void>,
): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(COPY_BYTES);
  for (let at = 0; ;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) return hash.digest('hex');
    const bytes = buffer.subarray(0, bytesRead);
    hash.update(bytes);
    await take(bytes);
    at += bytesRead;
  }
}

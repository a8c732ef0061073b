// `--shot FILE`: a picture of the window once its first real page is painted.
import { writeFile } from 'node:fs/promises';
import type { BrowserWindow } from 'electron';

const PAINTED_WITHIN_MS = 20_000;
/** Charts and transitions come to rest. */
const SETTLE_MS = 600;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Takes the picture in any case; false when the page never said that it was painted. */
export async function takeShot(
  window: BrowserWindow,
  painted: Promise<void>,
  path: string,
): Promise<boolean> {
  const isPainted = await Promise.race([
    painted.then(() => true),
    pause(PAINTED_WITHIN_MS).then(() => false),
  ]);
  await pause(SETTLE_MS);
  const image = await window.webContents.capturePage();
  await writeFile(path, image.toPNG());
  return isPainted;
}

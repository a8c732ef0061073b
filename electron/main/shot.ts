// `--shot FILE`: a picture of the window once its first real page is painted.
import { writeFile } from 'node:fs/promises';
import type { BrowserWindow } from 'electron';

const PAINTED_WITHIN_MS = 20_000;
const ENROLLED_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 100;
/** Charts and transitions come to rest. */
const SETTLE_MS = 600;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Takes the picture in any case; false when the page never said that it was painted.
 * @param isEnrolling a code was given: the pages of enrolling and fetching pass by themselves, and are waited for
 */
export async function takeShot(
  window: BrowserWindow,
  painted: Promise<void>,
  path: string,
  isEnrolling: boolean,
): Promise<boolean> {
  const isPainted = await Promise.race([
    painted.then(() => true),
    pause(PAINTED_WITHIN_MS).then(() => false),
  ]);
  if (isPainted && isEnrolling) await waitForEnrolled(window);
  await pause(SETTLE_MS);
  const image = await window.webContents.capturePage();
  await writeFile(path, image.toPNG());
  return isPainted;
}

/** Comes back in any case: an enrolment that is refused is what the picture shows then. */
async function waitForEnrolled(window: BrowserWindow): Promise<void> {
  const end = performance.now() + ENROLLED_WITHIN_MS;
  while (performance.now() < end) {
    const page: unknown = await window.webContents.executeJavaScript(
      'document.documentElement.dataset.page',
    );
    if (page !== 'enrol' && page !== 'fetching') return;
    await pause(LOOK_EVERY_MS);
  }
}

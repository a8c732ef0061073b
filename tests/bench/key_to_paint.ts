// From a key to the picture that it makes: the event's own time to the first task after the first frame with the change.
import type { Page } from '@playwright/test';
import { setTimeout as pause } from 'node:timers/promises';

type Watch = { pressed: number; painted: number };

/** Looks on between two keys: longer than a frame by a share that moves, so that no key keeps step with the frames. */
const REST_MS = 120;
const GIVE_UP_MS = 2_000;

/**
 * @param root what is looked at; it stays in the page
 * @param wanted what must be there to count; null: any change of text or elements, of which the last one counts
 */
export async function watchPaints(page: Page, root: string, wanted: string | null): Promise<void> {
  await page.evaluate(
    ({ root: rootSelector, wanted: selector }) => {
      const watch: Watch = { pressed: 0, painted: 0 };
      Object.assign(globalThis, { paintWatch: watch });
      let isSeen = false;
      addEventListener(
        'keydown',
        // A key that was kept back and is pressed again by the page has no time of its own.
        ({ timeStamp, isTrusted }) => {
          if (!isTrusted) return;
          Object.assign(watch, { pressed: timeStamp, painted: 0 });
          isSeen = selector !== null && document.querySelector(selector) !== null;
        },
        true,
      );
      const { port1, port2 } = new MessageChannel();
      let waitsFor = 0;
      port1.addEventListener('message', () => {
        if (waitsFor === watch.pressed) watch.painted = performance.now() - watch.pressed;
      });
      port1.start();
      const look = (): void => {
        if (isSeen || (selector !== null && document.querySelector(selector) === null)) return;
        isSeen = selector !== null;
        const { pressed } = watch;
        requestAnimationFrame(() => {
          waitsFor = pressed;
          port2.postMessage(null);
        });
      };
      const place = document.querySelector(rootSelector);
      if (place === null) throw new Error(`no ${rootSelector}`);
      new MutationObserver(look).observe(place, {
        childList: true,
        subtree: true,
        characterData: true,
      });
    },
    { root, wanted },
  );
}

/** @returns milliseconds; null: nothing changed */
export async function keyToPaint(page: Page, key: string): Promise<number | null> {
  await pause(REST_MS + Math.random() * 17);
  await page.keyboard.press(key);
  const since = performance.now();
  await pause(REST_MS);
  for (;;) {
    const painted = await page.evaluate(
      () => (globalThis as unknown as { paintWatch: Watch }).paintWatch.painted,
    );
    if (painted > 0) return painted;
    if (performance.now() - since > GIVE_UP_MS) return null;
    await pause(20);
  }
}

export const p95 = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;

/** Chromium's own brake, as on a processor a quarter as quick. @param rate 1: none */
export async function throttle(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

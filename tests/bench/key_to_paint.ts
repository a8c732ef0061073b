// From a key to the picture that it makes: the event's own time to the first task after the first frame with the change.
import type { Page } from '@playwright/test';
import { setTimeout as pause } from 'node:timers/promises';

type Watch = { pressed: number; painted: number; stop: () => void };
type Watched = { paintWatch?: Watch };

/** Between two keys; a share of a frame comes to it, so that no key keeps step with the frames. */
const REST_MS = 120;
const GIVE_UP_MS = 2_000;

/**
 * From now on, instead of what was watched before.
 * @param root what is looked at; it stays in the page
 * @param wanted what must have come since the key; null: any change of text or elements, of which the last one counts
 */
export async function watchPaints(page: Page, root: string, wanted: string | null): Promise<void> {
  await page.evaluate(
    ({ root: rootSelector, wanted: selector }) => {
      const place = document.querySelector(rootSelector);
      if (place === null) throw new Error(`no ${rootSelector}`);
      const find = (): Element | null =>
        selector === null ? null : document.querySelector(selector);
      let before: Element | null = null;
      let isSeen = false;
      let isDown = false;
      const begin = (timeStamp: number): void => {
        Object.assign(watch, { pressed: timeStamp, painted: 0 });
        before = find();
        isSeen = false;
      };
      const onDown = ({ timeStamp, isTrusted }: KeyboardEvent): void => {
        // A key that was kept back and is pressed again by the page has no time of its own.
        if (!isTrusted) return;
        isDown = true;
        begin(timeStamp);
      };
      // The page has kept the key back, and let nobody hear of it: it is released at once.
      const onUp = ({ timeStamp, isTrusted }: KeyboardEvent): void => {
        if (isTrusted && !isDown) begin(timeStamp);
        isDown = false;
      };
      const { port1, port2 } = new MessageChannel();
      let waitsFor = 0;
      port1.addEventListener('message', () => {
        if (waitsFor === watch.pressed) watch.painted = performance.now() - watch.pressed;
      });
      port1.start();
      const observer = new MutationObserver(() => {
        const found = find();
        if (isSeen || (selector !== null && (found === null || found === before))) return;
        isSeen = selector !== null;
        const { pressed } = watch;
        requestAnimationFrame(() => {
          waitsFor = pressed;
          port2.postMessage(null);
        });
      });
      const watch: Watch = {
        pressed: 0,
        painted: 0,
        stop: () => {
          observer.disconnect();
          removeEventListener('keydown', onDown, true);
          removeEventListener('keyup', onUp, true);
        },
      };
      (globalThis as Watched).paintWatch?.stop();
      (globalThis as Watched).paintWatch = watch;
      addEventListener('keydown', onDown, true);
      addEventListener('keyup', onUp, true);
      observer.observe(place, { childList: true, subtree: true, characterData: true });
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
    const painted = await page.evaluate(() => (globalThis as Watched).paintWatch?.painted ?? 0);
    if (painted > 0) return painted;
    if (performance.now() - since > GIVE_UP_MS) return null;
    await pause(20);
  }
}

/** Chromium's own brake, as on a processor a quarter as quick. @param rate 1: none */
export async function throttle(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

// Keeps keys back until it is known whose they are, a person's or a reader's, and lets them go in their order.
import type { HeldKey } from '#renderer/ui/use_keys.ts';
import { HAND_MS, noScan, type Place, type Scan, scanKey, type ScanState, settle } from './scan.ts';

/** An event may come a little after its key was pressed. */
const LATE_MS = 5;

export type ScanWatch = {
  /** True: the key is kept back, or taken; nothing else may hear of it. */
  press(key: HeldKey & { readonly name: string }): boolean;
  stop(): void;
};

export function createScanWatch(page: {
  readonly placeOf: () => Place;
  /** Keeps in mind what stands in the field, and puts it back. */
  readonly remember: () => void;
  readonly putBack: () => void;
  readonly release: (key: HeldKey) => void;
  readonly found: (scan: Scan) => void;
  /** Returns how to stop it. */
  readonly after: (ms: number, run: () => void) => () => void;
}): ScanWatch {
  let state: ScanState = noScan;
  let held: readonly HeldKey[] = [];
  let stopTimer: (() => void) | null = null;

  const letGo = (count: number): void => {
    const free = held.slice(0, count);
    held = [];
    for (const key of free) page.release(key);
  };
  const rest = (): void => {
    const { state: next, release, scan } = settle(state);
    state = next;
    letGo(release.length);
    if (scan !== null) page.found(scan);
  };

  return {
    press({ name, ...key }) {
      stopTimer?.();
      const step = scanKey(state, { key: name, at: key.at, place: page.placeOf() });
      const isNew = step.state.since !== state.since;
      state = step.state;
      if (step.isScanFound) page.putBack();
      if (isNew || step.fate !== 'wait') letGo(step.release.length);
      if (isNew) page.remember();
      if (step.fate === 'wait') held = [...held, key];
      if (step.scan !== null) page.found(step.scan);
      if (state !== noScan) stopTimer = page.after(HAND_MS + LATE_MS, rest);
      return step.fate !== 'act';
    },
    stop: () => stopTimer?.(),
  };
}

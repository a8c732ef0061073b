// Hears every key before the page does, and hands a reader's keys to the search box wherever the focus is.
import { useEffectEvent, useLayoutEffect } from 'react';
import {
  fieldOf,
  isOfInputMethod,
  isReleased,
  keyName,
  releaseKey,
} from '#renderer/ui/use_keys.ts';
import { AMOUNT_FIELD, PREPAID_FIELD } from './desk/errand_keys.ts';
import type { Place, Scan } from './desk/scan.ts';
import { createScanWatch } from './desk/scan_watch.ts';

/** @param isOpening what is typed goes into a field that is not there yet */
export function useScans(isOpening: boolean, onScan: (scan: Scan) => void): void {
  const found = useEffectEvent(onScan);
  const placeOf = useEffectEvent((): Place => {
    const active = document.activeElement;
    const field = fieldOf(active);
    // Nothing behind a dialog acts on its keys.
    if (active !== null && active.closest('dialog') !== null) return 'text';
    if (field === null) {
      return isOpening || document.querySelector(OPEN_FIELD) !== null ? 'typing' : 'acting';
    }
    if (field === 'search') return 'search';
    return NUMBER_FIELDS.has(field) ? 'number' : 'text';
  });
  useLayoutEffect(() => {
    let before: FieldText | null = null;
    const watch = createScanWatch({
      placeOf: () => placeOf(),
      remember: () => (before = textOf(document.activeElement)),
      putBack: () => putBack(before),
      release: releaseKey,
      found: (scan) => found(scan),
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    });
    let pressedIn: Element | null = null;
    const onKey = (event: KeyboardEvent): void => {
      if (isReleased(event) || SILENT.has(event.key)) return;
      if (event.repeat) {
        // Held on, it goes on where it was pressed: an answer is no amount in the field that follows.
        if (document.activeElement !== pressedIn) stop(event);
        return;
      }
      pressedIn = document.activeElement;
      if (isOfInputMethod(event)) return;
      const { key, code, shiftKey, ctrlKey, altKey, metaKey, timeStamp: at } = event;
      const plain = keyName(key, code);
      const name = ctrlKey || altKey || metaKey ? `with ${plain}` : plain;
      if (watch.press({ name, key, code, shiftKey, at })) stop(event);
    };
    window.addEventListener('keydown', onKey, true);
    return () => {
      watch.stop();
      window.removeEventListener('keydown', onKey, true);
    };
  }, []);
}

function stop(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Keys that say nothing by themselves; readers press some of them. */
const SILENT: ReadonlySet<string> = new Set(['Shift', 'CapsLock', 'NumLock']);

const NUMBER_FIELDS: ReadonlySet<string> = new Set([AMOUNT_FIELD, PREPAID_FIELD, 'draw-number']);

/** The step has a field that typing goes to. */
const OPEN_FIELD = '[data-step=amount], [data-step=finish], [data-field=draw-number]';

type FieldText = {
  readonly field: HTMLInputElement;
  readonly value: string;
  readonly from: number | null;
  readonly to: number | null;
};

const textOf = (field: Element | null): FieldText | null =>
  field instanceof HTMLInputElement
    ? { field, value: field.value, from: field.selectionStart, to: field.selectionEnd }
    : null;

/** As if it had been typed, so that the page's own state follows. */
function putBack(before: FieldText | null): void {
  if (before === null || !before.field.isConnected) return;
  const { field, value, from, to } = before;
  if (field.value === value) return;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.setSelectionRange(from, to);
}

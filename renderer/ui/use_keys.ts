// Keys of a page: one listener on the document, told whether the person is typing into a field.
import { useEffectEvent, useLayoutEffect } from 'react';

export type KeyPress = {
  /** `1`, `w` (letters in lower case), `Enter`, `F5`, `ArrowDown`. */
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** The `data-field` of the field that takes what is typed, `text` when it has no name; null: none has the focus. */
  readonly field: string | null;
  /** Some field takes what is typed. */
  readonly isTyping: boolean;
  /** When it was pressed, in ms on the clock of events. */
  readonly at: number;
};

/** A key that was kept back before anything heard of it. */
export type HeldKey = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'> & { readonly at: number };

/** When a key was pressed that was kept back. */
const pressedAt = new WeakMap<Event, number>();

export const isReleased = (event: Event): boolean => pressedAt.has(event);

export const heldKey = (event: KeyboardEvent): HeldKey => {
  const { key, code, shiftKey, timeStamp } = event;
  return { key, code, shiftKey, at: pressedAt.get(event) ?? timeStamp };
};

/** Lets a key act after all where the focus is: as a key, then on a button, or as a character in a field. */
export function releaseKey({ key, code, shiftKey, at }: HeldKey): void {
  const event = new KeyboardEvent('keydown', {
    key,
    code,
    shiftKey,
    bubbles: true,
    cancelable: true,
  });
  pressedAt.set(event, at);
  const target = document.activeElement ?? document.body;
  if (!target.dispatchEvent(event)) return;
  pressedButton({ key, target })?.click();
  // The one way to type that a page has and that its fields hear of like of a person's typing.
  if (key.length === 1 && fieldOf(document.activeElement) !== null) {
    document.execCommand('insertText', false, key);
  }
}

/**
 * The handler says whether it took the key; a taken key does nothing else. Held keys and input methods are left alone.
 * On the window it hears only of keys that nobody on the document took, whichever of them was there first.
 */
export function useKeys(
  handle: (press: KeyPress) => boolean,
  isEnabled = true,
  on: 'document' | 'window' = 'document',
): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || isOfInputMethod(event)) return;
    if (pressedButton(event) !== null) return;
    if (handle(keyPressOf(event))) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
  // With the paint, not after it: the next key may already be on its way.
  useLayoutEffect(() => {
    if (!isEnabled) return undefined;
    const listener = (event: Event): void => {
      if (event instanceof KeyboardEvent) onKey(event);
    };
    const target = on === 'window' ? window : document;
    const forget = new AbortController();
    target.addEventListener('keydown', listener, { signal: forget.signal });
    return () => forget.abort();
  }, [isEnabled, on]);
}

/**
 * The input method takes it: a key while it composes, or the Enter that ends it, which some report as 229 without the
 * composition. `Process` outside a composition is a key all the same.
 */
export const isOfInputMethod = (
  event: Pick<KeyboardEvent, 'isComposing' | 'keyCode' | 'key'>,
): boolean => event.isComposing || (event.keyCode === 229 && event.key !== 'Process');

function keyPressOf(event: KeyboardEvent): KeyPress {
  const field = fieldOf(event.target);
  return {
    key: keyName(event.key, event.code, event.altKey),
    ctrl: event.ctrlKey || event.metaKey,
    alt: event.altKey,
    shift: event.shiftKey,
    field,
    isTyping: field !== null,
    at: pressedAt.get(event) ?? event.timeStamp,
  };
}

/** Of a keyboard that writes Uyghur, Hindi or Russian: no key of ours is named so. */
const OF_OTHER_SCRIPT = /^(?!\p{ASCII})(?!\p{Script=Latin})(?!\p{Script=Han})[\p{L}\p{N}]$/u;

/**
 * An input method reports `Process`, Alt may change the character, a layout may have letters and digits of another
 * script: the place of the key then says which.
 */
export function keyName(key: string, code: string, alt = false): string {
  // With Alt the numbers at the side type a character by its code on Windows; some readers send theirs so.
  if (alt && code.startsWith('Numpad')) return code;
  const place = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(code);
  const byPlace = place?.[1]?.toLowerCase() ?? place?.[2];
  const character = key.length === 1 ? key.normalize('NFKC').toLowerCase() : key;
  const isByPlace = key === 'Process' || alt || OF_OTHER_SCRIPT.test(character);
  return byPlace !== undefined && isByPlace ? byPlace : character;
}

/** Enter and space belong to the button that has the focus. */
const pressedButton = ({
  key,
  target,
}: Pick<KeyboardEvent, 'key' | 'target'>): HTMLElement | null =>
  (key === 'Enter' || key === ' ') &&
  (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement)
    ? target
    : null;

export function fieldOf(target: EventTarget | null): string | null {
  const takesText =
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement &&
      !['button', 'checkbox', 'radio', 'submit'].includes(target.type));
  return takesText ? (target.dataset['field'] ?? 'text') : null;
}

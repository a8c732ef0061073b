// A field that corrects what is typed, under an input method: what it composes is not touched before it is done.
import { type ChangeEvent, type CompositionEvent, useState } from 'react';

type TextElement = HTMLInputElement | HTMLTextAreaElement;

/**
 * What a controlled field needs: a text that is corrected while it is composed starts the composition anew, and 1, 10, 100
 * become 110100.
 * @param take the whole text, key by key or once a composition has ended; whether it was pasted or dropped
 */
export function useComposed(value: string, take: (text: string, isPasted: boolean) => void) {
  const [composed, setComposed] = useState<string | null>(null);
  return {
    value: composed ?? value,
    onChange(event: ChangeEvent<TextElement>): void {
      const { value: text } = event.target;
      const { isComposing, inputType } = event.nativeEvent as InputEvent;
      setComposed(isComposing ? text : null);
      if (!isComposing)
        take(text, inputType === 'insertFromPaste' || inputType === 'insertFromDrop');
    },
    onCompositionEnd(event: CompositionEvent<TextElement>): void {
      setComposed(null);
      take(event.currentTarget.value, false);
    },
  };
}

// A sentence with slots, cut once: `再多存{difference}就送{gift}` is text, slot, text, slot.
import type { LocalText } from '#shared/model/text.ts';
import { type SlotInput, SLOTS } from './slots.ts';

export type Template = {
  readonly zh: readonly Piece[];
  readonly en: readonly Piece[];
  /** Slots of both languages, each once. */
  readonly slots: readonly string[];
};
type Piece = { readonly text: string } | { readonly slot: string };

export function compileTemplate(text: LocalText): Template {
  const zh = cut(text.zh);
  const en = cut(text.en);
  const slots = [...zh, ...en].flatMap((piece) => ('slot' in piece ? [piece.slot] : []));
  return { zh, en, slots: [...new Set(slots)] };
}

function cut(text: string): readonly Piece[] {
  return text
    .split(/(\{[^{}]*\})/)
    .filter((part) => part !== '')
    .map((part) => (/^\{.*\}$/.test(part) ? { slot: part.slice(1, -1).trim() } : { text: part }));
}

/** The first slot that has nothing to say, or null when the sentence is complete. */
export function emptySlot(template: Template, input: SlotInput): string | null {
  return template.slots.find((name) => (SLOTS[name]?.fill(input) ?? null) === null) ?? null;
}

/** @throws when a slot is empty: ask `emptySlot` before. */
export function fillTemplate(template: Template, input: SlotInput): LocalText {
  const fill = (pieces: readonly Piece[], language: 'zh' | 'en'): string =>
    pieces
      .map((piece) => {
        if ('text' in piece) return piece.text;
        const value = SLOTS[piece.slot]?.fill(input);
        if (value === undefined || value === null) throw new Error(`empty slot ${piece.slot}`);
        return value[language];
      })
      .join('');
  return { zh: fill(template.zh, 'zh'), en: fill(template.en, 'en') };
}

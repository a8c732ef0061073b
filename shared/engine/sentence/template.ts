// A sentence with slots, cut once: `再多存{difference}就送{gift}` is text, slot, text, slot.
import type { LocalText } from '#shared/model/text.ts';
import { type Slot, type SlotInput, SLOTS } from './slots.ts';

export type Template = {
  readonly zh: readonly Piece[];
  readonly en: readonly Piece[];
  /** Known slots of both languages, each once. */
  readonly slots: readonly Slot[];
  /** Names in braces that are no slots: the sentence must not be used. */
  readonly unknown: readonly string[];
};
type Piece = string | Slot;

export function compileTemplate(text: LocalText): Template {
  const names = [...(text.zh + text.en).matchAll(/\{([^{}]*)\}/g)].map((match) => nameIn(match[0]));
  const pieces = [cut(text.zh), cut(text.en)] as const;
  return {
    zh: pieces[0],
    en: pieces[1],
    slots: [...new Set(pieces.flat().filter((piece) => typeof piece !== 'string'))],
    unknown: [...new Set(names.filter((name) => !Object.hasOwn(SLOTS, name)))],
  };
}

const nameIn = (braces: string): string => braces.slice(1, -1).trim();

const cut = (text: string): readonly Piece[] =>
  text
    .split(/(\{[^{}]*\})/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('{') ? (SLOTS[nameIn(part)] ?? part) : part));

/** The first slot that has nothing to say, or null when the sentence is complete. */
export function emptySlot(template: Template, input: SlotInput): Slot | null {
  for (const slot of template.slots) if (slot.isEmpty(input)) return slot;
  return null;
}

/** @throws when a slot is empty: ask `emptySlot` before. */
export function fillTemplate(template: Template, input: SlotInput): LocalText {
  const fill = (pieces: readonly Piece[], language: 'zh' | 'en'): string =>
    pieces
      .map((piece) => (typeof piece === 'string' ? piece : piece.fill(input)[language]))
      .join('');
  return { zh: fill(template.zh, 'zh'), en: fill(template.en, 'en') };
}

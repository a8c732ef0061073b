// What is left of an event whose days of the policy are over: all figures and numbers, and nothing in anybody's words.
import { canonicalJson, type Json } from '../base/canonical.ts';
import { addDays, type Day } from '../base/month.ts';
import { erasedInputs, erasedPayload, isErasedInputs } from './erasure.ts';
import type { EventKind } from './event.ts';
import type { KeepDays } from './policy.ts';

export type LetGoPart = 'contents' | 'inputs' | 'lookUps';

/** Kinds with something that is kept for a time only; of the others everything stays. */
export const PART_OF_KIND = {
  'decision.made': 'inputs',
  'note.written': 'contents',
  'visit.finished': 'contents',
  'walk-in.started': 'contents',
  'walk-in.changed': 'contents',
  'walk-in.finished': 'contents',
  'visit.corrected': 'contents',
  'look-ups.told': 'lookUps',
} as const satisfies Partial<Record<EventKind, LetGoPart>>;

export type LetGoKind = keyof typeof PART_OF_KIND;
export const LET_GO_KINDS = Object.keys(PART_OF_KIND) as readonly LetGoKind[];

/** By part, the first business day that is still kept whole; without those that are kept for good. */
export function keptFrom(keepDays: KeepDays, today: Day): ReadonlyMap<LetGoPart, Day> {
  const from = new Map<LetGoPart, Day>();
  for (const part of ['contents', 'inputs', 'lookUps'] as const) {
    const days = keepDays[part];
    if (days !== null) from.set(part, addDays(today, -days));
  }
  return from;
}

/** The same at HQ and at the counter. Let go twice is let go once. @param payload of this kind, as it was recorded */
export function letGoPayload(kind: LetGoKind, payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null) return payload;
  switch (PART_OF_KIND[kind]) {
    case 'inputs':
      return 'inputs' in payload && typeof payload.inputs === 'string'
        ? { ...payload, inputs: pastInputs(payload.inputs) }
        : payload;
    case 'lookUps':
      return { ...payload, entries: [] };
    default:
      return erasedPayload(payload);
  }
}

/** As those of an erased person, and `past` says that it was the time. */
function pastInputs(text: string): string {
  let inputs: unknown;
  try {
    inputs = JSON.parse(text);
  } catch {
    inputs = null;
  }
  if (isErasedInputs(inputs)) return text;
  return JSON.stringify({ ...JSON.parse(erasedInputs(text)), past: true });
}

export const isPastInputs = (inputs: unknown): boolean =>
  isErasedInputs(inputs) && (inputs as { readonly past?: unknown }).past === true;

/**
 * What both sides still have of an event, whichever of them erased it or let it go, and in which order: by it the same
 * event is known again.
 */
export function barePayload(kind: string, payload: unknown): unknown {
  const bare = erasedPayload(payload);
  return kind === 'look-ups.told' && typeof bare === 'object' && bare !== null
    ? { ...bare, entries: [] }
    : bare;
}

const plain = (value: unknown): string => canonicalJson(value as Json);
const isLetGo = (kind: string): kind is LetGoKind => kind in PART_OF_KIND;

/** It is what erasing or letting go makes of it; `past` beside it does not count. */
export function isBarePayload(kind: string, payload: unknown): boolean {
  const bare = plain(barePayload(kind, payload));
  if (plain(payload) === bare) return true;
  return isLetGo(kind) && plain(letGoPayload(kind, payload)) === plain(payload);
}

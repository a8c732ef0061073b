// What is left of an event when the person whom it speaks of is erased: figures whole, and nothing that is about somebody.
import { z } from 'zod';
import { uuidSchema } from './fields.ts';

/** What HQ tells the branches, which do the same to what they recorded: a number that is nobody's by now. */
export const erasedSchema = z.strictObject({
  customer: z.int().min(1),
  /** Visits by the phone number that were theirs. */
  visits: z.array(uuidSchema),
});
export type Erased = Readonly<z.output<typeof erasedSchema>>;

/** In the place of words that must not be empty. */
const NO_WORDS = '—';
/** Fits the form of a phone number, and is none. */
export const NO_PHONE = '0000000000';
/** By these the branch's beliefs, the settlement and the effect are counted. */
const KEPT_FACTS = new Set(['valueGroup', 'consumptionGroup', 'usualTopUp', 'arpu3']);

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The same for the same payload at HQ and at the counter, so that an event that is sent again is the one that is held.
 * Erased twice is erased once. @param payload of any kind and form
 */
export function erasedPayload(payload: unknown): unknown {
  if (!isMembers(payload)) return payload;
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [name, withoutPerson(name, value)]),
  );
}

function withoutPerson(name: string, value: unknown): unknown {
  switch (name) {
    case 'inputs':
      return typeof value === 'string' ? erasedInputs(value) : value;
    case 'text':
    case 'reason':
      return typeof value === 'string' ? NO_WORDS : value;
    case 'phone':
      return NO_PHONE;
    case 'matter':
    case 'exception':
      return isMembers(value) && 'words' in value ? { ...value, words: null } : value;
    case 'becomes':
      return erasedPayload(value);
    default:
      return value;
  }
}

/** No decision can be made again of these; `erased` says why. */
export function erasedInputs(text: string): string {
  let inputs: unknown;
  try {
    inputs = JSON.parse(text);
  } catch {
    inputs = null;
  }
  const { facts, ghosts } = isMembers(inputs) ? inputs : {};
  const kept = Object.entries(isMembers(facts) ? facts : {}).filter(([name]) =>
    KEPT_FACTS.has(name),
  );
  return JSON.stringify({
    erased: true,
    facts: Object.fromEntries(kept),
    ...(ghosts === undefined ? {} : { ghosts }),
  });
}

export const isErasedInputs = (inputs: unknown): boolean =>
  isMembers(inputs) && inputs['erased'] === true;

// What a key means at the counter, given the step of the errand and the field that has the focus.
import type {
  Answer,
  DeclineReason,
  MatterReason,
  NotSaidReason,
  ObjectionPlace,
  Purpose,
} from '#shared/model/visit.ts';
import type { CommandInput } from '#shared/contract/commands.ts';
import {
  ANSWER_KEYS,
  DECLINE_KEYS,
  LATER_KEYS,
  NOT_SAID_KEYS,
  OBJECTION_KEYS,
  PURPOSE_KEYS,
} from '#renderer/ui/key_map.ts';
import type { KeyPress } from '#renderer/ui/use_keys.ts';
import type { LaterChoice, Step } from './errand.ts';

// Names by which fields of the errand are found and told apart by the keys.
export const AMOUNT_FIELD = 'amount';
export const PREPAID_FIELD = 'prepaid';
export const LATER_FIELD = 'later';
export const VERDICT_FIELD = 'verdicts';
export const MATTER_FIELD = 'matter';

/** Amounts that most customers put on, in whole units of the currency, one key each. */
export const QUICK_AMOUNTS: readonly number[] = [30, 50, 100, 200];

/** What the customer said, as the contract takes it; the visit and its sentence stand on the counter. */
export type Said = Pick<
  CommandInput<'visit.answer'>,
  'answer' | 'declineReason' | 'notSaidReason' | 'laterOn' | 'by'
>;

/** No reason and no date. */
export const NO_DETAIL: Omit<Said, 'answer'> = {
  declineReason: null,
  notSaidReason: null,
  laterOn: null,
};

export type ErrandCommand =
  | { readonly type: 'purpose'; readonly purpose: Purpose }
  | { readonly type: 'quick-amount'; readonly whole: number }
  | { readonly type: 'confirm-amount' }
  | { readonly type: 'answer'; readonly said: Said }
  | { readonly type: 'ask'; readonly step: 'later' | 'decline' | 'not-said' }
  | { readonly type: 'later'; readonly choice: LaterChoice }
  | { readonly type: 'later-day' }
  | { readonly type: 'confirm-later' }
  | { readonly type: 'answer-first' }
  | { readonly type: 'show'; readonly by: 1 | -1 }
  | {
      readonly type:
        | 'verdicts'
        | 'objections'
        | 'prizes'
        | 'reveal'
        | 'file'
        | 'more'
        | 'care-said'
        | 'consent'
        | 'consent-sure';
    }
  | { readonly type: 'raised'; readonly place: ObjectionPlace }
  | { readonly type: 'matter'; readonly reason: MatterReason }
  | { readonly type: 'note' | 'words' | 'leave-words' }
  | { readonly type: 'undo' | 'gift' | 'exception' | 'finish' | 'back' }
  /** Digits that are no answer belong to the next customer: into the search box. */
  | { readonly type: 'look-up' }
  /** Quicker than the answer: it belongs to what was really put on. */
  | { readonly type: 'paid-ahead'; readonly key: string }
  /** Quicker than the answer: the visit ends when the answer is on record. */
  | { readonly type: 'finish-ahead' }
  /** Typing begins outside the field of this step: the character belongs into it. */
  | { readonly type: 'focus-field' }
  /** Quicker than the decision: it answers no sentence that anybody has read, and belongs to no amount. */
  | { readonly type: 'wait' };

/** Fields in which no letter is ever typed: letters stay keys there. */
const NUMBER_FIELDS: ReadonlySet<string | null> = new Set([AMOUNT_FIELD, PREPAID_FIELD, null]);

const ENTRY_KEY = /^([\d.]|Enter|Backspace|Delete)$/;

/** What the data process is about: the sentence of a settled amount or purpose, or an answer. */
export type UnderWay = 'deciding' | 'answering' | null;

/** Null: not a key of the errand. Keys do nothing while a text is typed, but for the function keys. */
export function commandOfKey(
  press: KeyPress,
  step: Step,
  underWay: UnderWay = null,
  matters: readonly MatterReason[] | null = null,
): ErrandCommand | null {
  const purpose = purposeOfKey(press.key);
  if (purpose !== undefined && !press.ctrl && !press.alt) return { type: 'purpose', purpose };
  if (press.field === 'search' || press.field === 'text') return null;
  if (press.field === VERDICT_FIELD) return press.key === 'Escape' ? { type: 'verdicts' } : null;
  if (press.field === MATTER_FIELD && press.key === 'Escape') return { type: 'leave-words' };
  if (underWay !== null && ENTRY_KEY.test(press.key) && !press.ctrl) {
    if (underWay === 'deciding') return { type: 'wait' };
    if (/^[\d.]$/.test(press.key)) return { type: 'paid-ahead', key: press.key };
    return press.key === 'Enter' ? { type: 'finish-ahead' } : { type: 'wait' };
  }
  if (press.ctrl) return CHORDS[press.key] ?? null;
  if (press.alt) return quickAmount(press.key, step);
  if (press.key === 'Escape') return { type: 'back' };
  if (press.key === 'ArrowDown') return { type: 'show', by: 1 };
  if (press.key === 'ArrowUp') return { type: 'show', by: -1 };
  const letter = NUMBER_FIELDS.has(press.field) ? letterCommand(press.key, step) : null;
  return letter ?? stepCommand(press, step, matters);
}

function letterCommand(key: string, step: Step): ErrandCommand | null {
  if (key === 'g' && step === 'finish') return { type: 'gift' };
  if (key === 'e' && step === 'finish') return { type: 'exception' };
  return LETTERS[key] ?? null;
}

/** With Ctrl. No name, number or reader has such a key in it. */
const CHORDS: Readonly<Record<string, ErrandCommand>> = {
  z: { type: 'undo' },
  Enter: { type: 'consent-sure' },
};

const LETTERS: Readonly<Record<string, ErrandCommand>> = {
  w: { type: 'verdicts' },
  o: { type: 'objections' },
  [OBJECTION_KEYS[1].toLowerCase()]: { type: 'raised', place: 1 },
  [OBJECTION_KEYS[2].toLowerCase()]: { type: 'raised', place: 2 },
  p: { type: 'prizes' },
  r: { type: 'reveal' },
  d: { type: 'file' },
  m: { type: 'more' },
  k: { type: 'care-said' },
  n: { type: 'consent' },
  b: { type: 'note' },
  u: { type: 'undo' },
};

function stepCommand(
  press: KeyPress,
  step: Step,
  matters: readonly MatterReason[] | null,
): ErrandCommand | null {
  const { key, field } = press;
  const isTyped = /^[\d.]$/.test(key);
  if (step === 'amount') {
    if (key === 'Enter') return { type: 'confirm-amount' };
    return isTyped && field === null ? { type: 'focus-field' } : null;
  }
  if (step === 'finish') {
    if (key === 'Enter') return { type: 'finish' };
    if (matters !== null) {
      if (field !== null) return null;
      return key === 't' ? { type: 'words' } : matterCommand(key, matters);
    }
    return isTyped && field === null ? { type: 'focus-field' } : null;
  }
  if (step === 'later' && field === LATER_FIELD)
    return key === 'Enter' ? { type: 'confirm-later' } : null;
  if (field !== null) return null;
  return choiceCommand(key, step);
}

function matterCommand(key: string, matters: readonly MatterReason[]): ErrandCommand | null {
  const reason = matters[Number(key) - 1];
  return reason === undefined ? noChoice(key) : { type: 'matter', reason };
}

function choiceCommand(
  key: string,
  step: 'answer' | 'later' | 'decline' | 'not-said',
): ErrandCommand | null {
  if (step === 'answer') {
    if (key === 'Enter') return { type: 'answer-first' };
    const answer = keyOf(ANSWER_KEYS, key);
    return answer === undefined ? noChoice(key) : answerCommand(answer);
  }
  if (step === 'later') {
    const choice = keyOf(LATER_KEYS, key);
    if (choice === undefined) return noChoice(key);
    return choice === 'onDay' ? { type: 'later-day' } : { type: 'later', choice };
  }
  if (step === 'decline') {
    const reason = keyOf(DECLINE_KEYS, key);
    return reason === undefined ? noChoice(key) : declined(reason);
  }
  const reason = keyOf(NOT_SAID_KEYS, key);
  return reason === undefined ? noChoice(key) : notSaid(reason);
}

const noChoice = (key: string): ErrandCommand | null =>
  /^\d$/.test(key) ? { type: 'look-up' } : null;

/** Three of the answers ask one thing more. */
export function answerCommand(answer: Answer): ErrandCommand {
  switch (answer) {
    case 'accepted':
    case 'has-it':
      return { type: 'answer', said: { ...NO_DETAIL, answer } };
    case 'later':
      return { type: 'ask', step: 'later' };
    case 'declined':
      return { type: 'ask', step: 'decline' };
    case 'not-said':
      return { type: 'ask', step: 'not-said' };
  }
}

export const declined = (declineReason: DeclineReason): ErrandCommand => ({
  type: 'answer',
  said: { ...NO_DETAIL, answer: 'declined', declineReason },
});

export const notSaid = (notSaidReason: NotSaidReason): ErrandCommand => ({
  type: 'answer',
  said: { ...NO_DETAIL, answer: 'not-said', notSaidReason },
});

function quickAmount(key: string, step: Step): ErrandCommand | null {
  const whole = step === 'amount' ? QUICK_AMOUNTS[Number(key) - 1] : undefined;
  return whole === undefined ? null : { type: 'quick-amount', whole };
}

export const purposeOfKey = (key: string): Purpose | undefined => keyOf(PURPOSE_KEYS, key);

/** Which name has this key; keys are compared as `useKeys` spells them. */
const keyOf = <K extends string>(map: Readonly<Record<K, string>>, key: string): K | undefined =>
  (Object.keys(map) as K[]).find((name) => map[name] === key);

import { describe, expect, test } from 'vitest';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import type { KeyPress } from '#renderer/ui/use_keys.ts';
import type { Step } from './errand.ts';
import { commandOfKey } from './errand_keys.ts';

const NO_DETAIL = { declineReason: null, notSaidReason: null, laterOn: null };

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrl: false,
  alt: false,
  shift: false,
  field: null,
  isTyping: (more.field ?? null) !== null,
  at: 0,
  ...more,
});

describe('digits', () => {
  test('answer in the answer step only', () => {
    expect(commandOfKey(press('1'), 'answer')).toEqual({
      type: 'answer',
      said: { ...NO_DETAIL, answer: 'accepted' },
    });
    expect(commandOfKey(press('2'), 'answer')).toEqual({ type: 'ask', step: 'later' });
    expect(commandOfKey(press('3'), 'answer')).toEqual({ type: 'ask', step: 'decline' });
    expect(commandOfKey(press('4'), 'answer')).toEqual({
      type: 'answer',
      said: { ...NO_DETAIL, answer: 'has-it' },
    });
    expect(commandOfKey(press('5'), 'answer')).toEqual({ type: 'ask', step: 'not-said' });
    expect(commandOfKey(press('6'), 'answer')).toEqual({ type: 'look-up' });
  });

  test('are typed, not acted on, in the amount, the finish and any text', () => {
    expect(commandOfKey(press('1', { field: 'amount' }), 'amount')).toBeNull();
    expect(commandOfKey(press('1', { field: 'prepaid' }), 'finish')).toBeNull();
    expect(commandOfKey(press('1', { field: 'search' }), 'answer')).toBeNull();
    expect(commandOfKey(press('1', { field: 'amount' }), 'answer')).toBeNull();
    expect(commandOfKey(press('1', { field: 'later' }), 'later')).toBeNull();
  });

  test('that are quicker than the decision answer nothing and join no amount', () => {
    for (const key of ['1', '.', 'Enter', 'Backspace']) {
      const typed = press(key, { field: 'amount' });
      expect(commandOfKey(typed, 'amount', 'deciding')).toEqual({ type: 'wait' });
      expect(commandOfKey(press(key), 'answer', 'deciding')).toEqual({ type: 'wait' });
    }
    expect(commandOfKey(press('F5'), 'amount', 'deciding')?.type).not.toBe('wait');
    expect(commandOfKey(press('1', { field: 'search' }), 'amount', 'deciding')).toBeNull();
  });

  test('go to the field of the step when nothing has the focus', () => {
    expect(commandOfKey(press('5'), 'amount')).toEqual({ type: 'focus-field' });
    expect(commandOfKey(press('5'), 'finish')).toEqual({ type: 'focus-field' });
  });

  test('choose reasons and dates', () => {
    expect(commandOfKey(press('1'), 'decline')).toEqual({
      type: 'answer',
      said: { ...NO_DETAIL, answer: 'declined', declineReason: 'too-expensive' },
    });
    expect(commandOfKey(press('6'), 'decline')).toEqual({
      type: 'answer',
      said: { ...NO_DETAIL, answer: 'declined', declineReason: 'other' },
    });
    expect(commandOfKey(press('4'), 'not-said')).toEqual({
      type: 'answer',
      said: { ...NO_DETAIL, answer: 'not-said', notSaidReason: 'not-the-holder' },
    });
    expect(commandOfKey(press('3'), 'later')).toEqual({ type: 'later', choice: 'nextMonth' });
    expect(commandOfKey(press('4'), 'later')).toEqual({ type: 'later-day' });
  });

  test('with Alt pick a usual amount while the amount is asked', () => {
    expect(commandOfKey(press('2', { alt: true, field: 'amount' }), 'amount')).toEqual({
      type: 'quick-amount',
      whole: 50,
    });
    expect(commandOfKey(press('2', { alt: true }), 'answer')).toBeNull();
  });
});

test('function keys tell the purpose wherever the focus is', () => {
  expect(commandOfKey(press('F9', { field: 'search' }), 'answer')).toEqual({
    type: 'purpose',
    purpose: 'complaint',
  });
});

test('letters are keys in number fields, but never while a text is typed', () => {
  const steps: Step[] = ['amount', 'answer', 'finish'];
  for (const step of steps) {
    expect(commandOfKey(press('w', { field: 'amount' }), step)).toEqual({ type: 'verdicts' });
    expect(commandOfKey(press('u', { field: 'search' }), step)).toBeNull();
    expect(commandOfKey(press('z', { field: 'search', ctrl: true }), step)).toBeNull();
    expect(commandOfKey(press('z', { field: 'prepaid', ctrl: true }), step)).toEqual({
      type: 'undo',
    });
  }
});

test('Enter does what the step is for', () => {
  expect(commandOfKey(press('Enter', { field: 'amount' }), 'amount')).toEqual({
    type: 'confirm-amount',
  });
  expect(commandOfKey(press('Enter'), 'answer')).toEqual({ type: 'answer-first' });
  expect(commandOfKey(press('Enter', { field: 'prepaid' }), 'finish')).toEqual({ type: 'finish' });
  expect(commandOfKey(press('Enter', { field: 'search' }), 'finish')).toBeNull();
});

test('each letter of the key map is a key of the counter', () => {
  const { verdicts, objections, prizes, reveal, file, more, careSaid, consent, undo, gift } =
    COUNTER_KEYS;
  for (const letter of [
    verdicts,
    objections,
    prizes,
    reveal,
    file,
    more,
    careSaid,
    consent,
    undo,
    gift,
  ]) {
    expect([letter, commandOfKey(press(letter.toLowerCase()), 'finish')?.type]).not.toContain(
      undefined,
    );
  }
  expect(commandOfKey(press('o', { field: 'amount' }), 'amount')).toEqual({ type: 'objections' });
});

test('H and J tell which objection was raised, also in the field of the amount', () => {
  expect(commandOfKey(press('h'), 'answer')).toEqual({ type: 'raised', place: 1 });
  expect(commandOfKey(press('j'), 'decline')).toEqual({ type: 'raised', place: 2 });
  expect(commandOfKey(press('j', { field: 'text' }), 'answer')).toBeNull();
});

test('while an offer is looked for, letters and digits are text, and Esc closes the list', () => {
  for (const key of ['w', '1', 'Enter']) {
    expect(commandOfKey(press(key, { field: 'verdicts' }), 'answer')).toBeNull();
  }
  expect(commandOfKey(press('Escape', { field: 'verdicts' }), 'answer')).toEqual({
    type: 'verdicts',
  });
});

test('T goes to the words of what it was about, and is a letter in every field and at a top-up', () => {
  const matters = ['charge', 'service', 'other'] as const;
  const of = (field: string | null, list: typeof matters | null) =>
    commandOfKey(press('t', { field }), 'finish', null, list);
  expect(of(null, matters)).toEqual({ type: 'words' });
  expect(of('matter', matters)).toBeNull();
  expect(of(null, null)).toBeNull();
});

test('Esc leaves the words of what it was about: the digits choose the reason again', () => {
  const matters = ['charge', 'service', 'other'] as const;
  const press = (key: string, field: string | null) =>
    commandOfKey({ key, ctrl: false, alt: false, field } as never, 'finish', null, matters);
  expect(press('Escape', 'matter')).toEqual({ type: 'leave-words' });
  expect(press('Escape', null)).toEqual({ type: 'back' });
});

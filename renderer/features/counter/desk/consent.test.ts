import { expect, test } from 'vitest';
import type { Uuid } from '#shared/base/id.ts';
import { type ConsentAction, consentReducer, noConsent, undoableNote } from './consent.ts';

const after = (...actions: readonly ConsentAction[]) => actions.reduce(consentReducer, noConsent);
const noted = (optedOut: boolean, entry: string | null, isBack = false): ConsentAction => ({
  type: 'noted',
  noted: { optedOut, after: entry as Uuid | null, isBack },
});

test('is asked first, and what is noted ends the question', () => {
  expect(after({ type: 'ask' })).toEqual({ isAsked: true, noted: null });
  expect(after({ type: 'ask' }, { type: 'cancel' })).toEqual(noConsent);
  expect(after({ type: 'ask' }, noted(true, null))).toMatchObject({
    isAsked: false,
    noted: { optedOut: true },
  });
});

test('a question left later leaves what was noted', () => {
  const asked = after({ type: 'ask' }, noted(true, null), { type: 'ask' }, { type: 'cancel' });
  expect(asked).toMatchObject({ isAsked: false, noted: { optedOut: true } });
});

test('is taken back once, and only while it is the newest entry', () => {
  const out = after(noted(true, 'answer'));
  expect(undoableNote(out, 'answer' as Uuid)).toMatchObject({ optedOut: true });
  expect(undoableNote(out, 'later-answer' as Uuid)).toBeNull();
  expect(
    undoableNote(consentReducer(out, noted(false, 'answer', true)), 'answer' as Uuid),
  ).toBeNull();
  expect(undoableNote(noConsent, null)).toBeNull();
});

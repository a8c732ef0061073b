// Nothing is recorded that nobody meant: readers and hands of all speeds at the counter's real keys, steps and state.
import { expect, test, vi } from 'vitest';
import { CounterHands } from '#tests/fixtures/counter_hands.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Another row of numbers by `HANDS_SEED=S`; the same at each run without it. */
const SHIFT = Number(process.env['HANDS_SEED'] ?? 0);

function lot(seed: number) {
  let state = (seed + SHIFT * 7_919) % 4_294_967_296;
  const next = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
  return {
    between: (from: number, to: number): number => from + next() * (to - from),
    of: <T>(choices: readonly T[]): T => choices[Math.floor(next() * choices.length)] as T,
  };
}
type Lot = ReturnType<typeof lot>;

const STEPS = ['amount', 'answer', 'later', 'decline', 'not-said', 'finish'] as const;
const ALPHABETS = ['0123456789', '123', 'n', 'nwugkr123', 'abcdefghijklmnopqrstuvwxyz0123456789'];

const textOf = (from: Lot, alphabet: string, length: number): string =>
  Array.from({ length }, () => from.of([...alphabet])).join('');

const handsAt = (from: Lot): CounterHands => new CounterHands(() => from.between(11, 180));

test('10,000 bursts of readers at every step: none answers, finishes, gives or opts out; each is looked up', async () => {
  const from = lot(20_261_128);
  const wrong: unknown[] = [];
  let count = 0;
  while (count < 10_000) {
    const hands = handsAt(from);
    const step = from.of(STEPS);
    await hands.come(step);
    if (from.between(0, 1) < 0.2) hands.focusOn(step === 'later' ? 'later' : null);
    // One desk takes several: each leaves it as it was, but for the search box.
    for (let again = 0; again < 5; again += 1) {
      count += 1;
      const { focus } = hands;
      const before = {
        answers: hands.told.answers.length,
        step: hands.step,
        amount: hands.textOf('amount'),
        prepaid: hands.textOf('prepaid'),
        opened: hands.opened.length,
      };
      const burst = textOf(from, from.of(ALPHABETS), Math.floor(from.between(4, 21)));
      const end = from.of(['Enter', 'Tab', null]);
      for (const key of [...burst, ...(end === null ? [] : [end])]) {
        // Seen late by the page, in time by its stamp.
        await hands.press(key, from.between(0, 1) < 0.05 ? from.between(1, 4) : 0);
        await hands.wait(from.between(5, 25));
      }
      await hands.wait(2000);
      const after = {
        answers: hands.told.answers.length,
        step: hands.step,
        amount: hands.textOf('amount'),
        prepaid: hands.textOf('prepaid'),
        opened: hands.opened.length,
      };
      const { finished, optOuts } = hands.told;
      const isSame = JSON.stringify(before) === JSON.stringify(after);
      if (!isSame || finished.length + optOuts > 0 || hands.search !== burst) {
        wrong.push({ step, focus, burst, end, before, after, search: hands.search });
      }
      hands.search = '';
      hands.focusOn(focus);
    }
    if (step !== 'finish') continue;
    await hands.press('Enter');
    await hands.wait(500);
    if (hands.told.finished.at(-1)?.prepaid !== 10_000) wrong.push({ asked: hands.question });
  }
  expect(wrong).toEqual([]);
});

/** What readers send besides the plain number, and how fast. */
const READERS: Readonly<
  Record<string, (from: Lot) => { readonly keys: readonly string[]; readonly gap: number }>
> = {
  'Enter before and behind': (from) => ({
    keys: ['Enter', ...textOf(from, '0123456789', 18), 'Enter'],
    gap: from.between(5, 25),
  }),
  'an Enter before, nothing behind': (from) => ({
    keys: ['Enter', ...textOf(from, '0123456789', 10)],
    gap: from.between(5, 25),
  }),
  'Tab before, two Enters behind': (from) => ({
    keys: ['Tab', ...textOf(from, '0123456789', 13), 'Enter', 'Enter'],
    gap: from.between(5, 25),
  }),
  'over Bluetooth': (from) => ({
    keys: [...textOf(from, '0123456789', 11), 'Enter'],
    gap: from.between(20, 38),
  }),
  'an identity card': (from) => ({
    keys: [...textOf(from, '0123456789', 17), 'Shift', 'X', 'Enter'],
    gap: from.between(5, 25),
  }),
  'two cards in a row': (from) => ({
    keys: [...textOf(from, '0123456789', 11), 'Enter', ...textOf(from, '0123456789', 11), 'Enter'],
    gap: from.between(5, 25),
  }),
  'a magnetic strip': (from) => ({
    keys: [...`;${textOf(from, '0123456789', 16)}=${textOf(from, '0123456789', 12)}?`, 'Enter'],
    gap: from.between(3, 12),
  }),
  'an address in a QR code': (from) => ({
    keys: [...`http://u.cn/${textOf(from, 'abcnwu123', 8)}`, 'Enter'],
    gap: from.between(5, 25),
  }),
};

test.each(Object.entries(READERS))('a reader that sends %s records nothing', async (_, send) => {
  const from = lot(31);
  const wrong: unknown[] = [];
  for (let count = 0; count < 200; count += 1) {
    const hands = handsAt(from);
    const step = from.of(STEPS);
    await hands.come(step);
    const { keys, gap } = send(from);
    for (const key of keys) {
      await hands.press(key);
      await hands.wait(gap);
    }
    await hands.wait(2000);
    const { finished, optOuts } = hands.told;
    const isAnswered = hands.told.answers.length !== (step === 'finish' ? 1 : 0);
    if (finished.length + optOuts > 0 || isAnswered) {
      wrong.push({ step, keys: keys.join(''), told: hands.told });
    }
  }
  expect(wrong).toEqual([]);
});

test('a key that acted before the burst came through is taken back', async () => {
  const from = lot(5);
  const hands = handsAt(from);
  await hands.come('answer');
  await hands.press('1');
  // The page was told of the others only when the first had waited in vain.
  hands.now += 20;
  const rest = ['2', '3', '4'].map((key, index) => ({ key, at: hands.now + index * 10 }));
  const came = hands.now + 60;
  await hands.wait(60);
  for (const { key, at } of rest) {
    hands.now = at;
    await hands.press(key);
  }
  hands.now = came;
  await hands.wait(2000);
  expect(hands.told).toEqual({ answers: [], finished: [], optOuts: 0 });
  expect(hands.search).toBe('1234');
});

test("the next customer's number by hand, slow and fast, finishes nothing, and is looked up when that is said", async () => {
  const from = lot(7);
  const wrong: unknown[] = [];
  for (let count = 0; count < 3_000; count += 1) {
    const hands = handsAt(from);
    await hands.come('answer');
    const number = textOf(from, '0123456789', from.of([4, 5, 8, 11]));
    const pace = from.between(60, 1300);
    for (const key of [...number, 'Enter']) {
      await hands.press(key);
      await hands.wait(pace * from.between(0.7, 1.4));
    }
    const { finished, optOuts } = hands.told;
    if (finished.length + optOuts > 0) wrong.push({ number, pace, finished, optOuts });
    if (hands.question === 'typed') {
      await hands.wait(500);
      await hands.press('s');
      await hands.wait(500);
      const isTakenBack = hands.told.answers.length === 0 && hands.step === 'answer';
      if (hands.search !== number || !isTakenBack) wrong.push({ number, search: hands.search });
    }
  }
  expect(wrong).toEqual([]);
});

test('a name by hand, quick or slow, is no opt-out; N, read, and Ctrl+Enter is one', async () => {
  const from = lot(9);
  const names = ['nn', 'nnn', 'linna', 'nn6688', 'nancunan', 'yn'];
  for (let count = 0; count < 300; count += 1) {
    const hands = handsAt(from);
    await hands.come('answer');
    const pace = from.between(50, 3_000);
    for (const key of [...from.of(names), ...from.of([[], ['Enter'], ['F2']])]) {
      await hands.press(key);
      await hands.wait(pace * from.between(0.7, 1.4));
    }
    await hands.wait(2000);
    expect([pace, hands.told.optOuts]).toEqual([pace, 0]);
  }
  const hands = handsAt(from);
  await hands.come('answer');
  await hands.press('n');
  await hands.wait(300);
  // Too soon to have read it.
  await hands.press('Ctrl+Enter');
  await hands.wait(600);
  expect(hands.told.optOuts).toBe(0);
  await hands.press('Ctrl+Enter');
  await hands.wait(900);
  expect(hands.told.optOuts).toBe(1);
});

test('1,000 errands of quick hands: ten keys each, nothing asked', async () => {
  const from = lot(11);
  const wrong: unknown[] = [];
  // As the counter was measured.
  const hands = new CounterHands(() => from.between(11, 100));
  for (let count = 0; count < 1_000; count += 1) {
    const pace = from.between(80, 150);
    const beat = (): Promise<void> => hands.wait(pace * from.between(0.85, 1.15));
    const [keys, finished] = [hands.keys, hands.told.finished.length];
    for (const key of '4821') {
      await hands.press(key);
      await beat();
    }
    for (const key of ['Enter', '5', '0', 'Enter']) {
      await hands.press(key);
      await beat();
    }
    // A sentence is read before it is answered.
    for (let waited = 0; hands.step !== 'answer' && waited < 100; waited += 1) await hands.wait(10);
    await hands.wait(from.between(300, 3000));
    await hands.press('1');
    await hands.wait(from.between(150, 600));
    await hands.press('Enter');
    await hands.wait(from.between(200, 400));
    const last = hands.told.finished.at(-1);
    const isDone = hands.told.finished.length === finished + 1 && hands.step === 'none';
    if (!isDone || last?.prepaid !== 10_000 || last.gifts !== 1 || hands.keys !== keys + 10) {
      wrong.push({ count, pace, last, step: hands.step, question: hands.question });
    }
  }
  expect(wrong).toEqual([]);
});

test('an Enter that is quicker than the record ends the visit once, when the record is there', async () => {
  const from = lot(15);
  const wrong: unknown[] = [];
  for (let count = 0; count < 500; count += 1) {
    const hands = new CounterHands(() => 180);
    await hands.come('answer');
    await hands.press('1');
    await hands.wait(from.between(150, 179));
    for (let again = from.of([1, 2, 3]); again > 0; again -= 1) {
      await hands.press('Enter');
      await hands.wait(from.between(20, 250));
    }
    await hands.wait(1_000);
    const { finished } = hands.told;
    if (finished.length !== 1 || finished[0]?.prepaid !== 10_000 || hands.step !== 'none') {
      wrong.push({ finished, step: hands.step, question: hands.question });
    }
  }
  expect(wrong).toEqual([]);
});

test('an Enter before the record is asked about when it came at once, or behind a number', async () => {
  const hasty = new CounterHands(() => 180);
  await hasty.come('answer');
  await hasty.press('1');
  await hasty.wait(100);
  await hasty.press('Enter');
  await hasty.wait(1_000);
  expect([hasty.question, hasty.told.finished]).toEqual(['soon', []]);
  await hasty.press('Enter');
  await hasty.wait(1_000);
  expect(hasty.told.finished).toEqual([{ prepaid: 10_000, gifts: 1 }]);

  const number = new CounterHands(() => 400);
  await number.come('answer');
  for (const key of ['1', '2', '3', '4', 'Enter']) {
    await number.press(key);
    await number.wait(80);
  }
  await number.wait(1_000);
  expect([number.question, number.told.finished]).toEqual(['typed', []]);
  await number.press('s');
  await number.wait(1_000);
  expect([number.search, number.told]).toEqual(['1234', { answers: [], finished: [], optOuts: 0 }]);
});

test('another amount after a moment is believed; at once it is asked about, and Enter says yes', async () => {
  const hands = handsAt(lot(13));
  await hands.come('answer');
  for (const [key, pause] of [
    ['3', 200],
    ['2', 2500],
    ['6', 150],
    ['0', 150],
    ['Enter', 500],
  ] as const) {
    await hands.press(key);
    await hands.wait(pause);
  }
  expect(hands.told.finished).toEqual([{ prepaid: 6_000, gifts: 0 }]);
  const quick = handsAt(lot(14));
  await quick.come('answer');
  for (const [key, pause] of [
    ['3', 200],
    ['2', 200],
    ['6', 150],
    ['0', 150],
    ['Enter', 150],
  ] as const) {
    await quick.press(key);
    await quick.wait(pause);
  }
  expect([quick.question, quick.told.finished]).toEqual(['typed', []]);
  await quick.press('Enter');
  await quick.wait(450);
  expect(quick.told.finished).toEqual([]);
  await quick.press('Enter');
  await quick.wait(450);
  expect(quick.told.finished).toEqual([{ prepaid: 6_000, gifts: 0 }]);
});

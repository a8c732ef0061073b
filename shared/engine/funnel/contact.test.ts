// What was said to this customer before, and how long an offer rests after it.
import { describe, expect, test } from 'vitest';
import { day, type Instant } from '#shared/base/month.ts';
import type { DecisionContext } from '#shared/model/decision.ts';
import {
  daysAgo,
  decided,
  NOW,
  makeAnswer,
  makeOffer,
  verdictOn,
} from '#tests/fixtures/decision.ts';

const after = (...history: readonly Parameters<typeof makeAnswer>[0][]) =>
  verdictOn({}, { context: { history: history.map((each) => makeAnswer(each)) } });

const hoursAgo = (hours: number) => (NOW - hours * 3_600_000) as Instant;

const later = (on: string, days = 3) => ({
  answer: 'later' as const,
  at: daysAgo(days),
  laterOn: day(on),
});

const heard = (count: number, days: number, family = 'bundle') =>
  Array.from({ length: count }, (_, at) =>
    makeAnswer({ offer: `o${at}`, family, answer: 'declined', at: daysAgo(days) }),
  );

const said = (history: DecisionContext['history']) =>
  decided([makeOffer()], { context: { history } });

const twice = (first: number) => [
  later('2027-01-01', first),
  { answer: 'declined' as const, at: daysAgo(12) },
];

const declined = (...days: readonly number[]) =>
  after(...days.map((each) => ({ at: daysAgo(each) })));

describe('contact policy', () => {
  test('rests after a no, for as long as the offer says', () => {
    expect(after({ at: daysAgo(9) })).toMatchObject({
      stage: 'contact',
      reason: { zh: '9天前已婉拒，须间隔10天' },
    });
    expect(after({ at: daysAgo(10) }).stage).toBe('presented');
    expect(after({ at: daysAgo(1), offer: 'another' }).stage).toBe('presented');
  });

  test('what was answered the evening before is not of today, and rests by hours as ever', () => {
    const atTen = (hours: number) => after({ at: hoursAgo(hours) }).reason.zh;
    expect(atTen(0)).toBe('今天已婉拒，须间隔10天');
    expect(atTen(10)).toBe('今天已婉拒，须间隔10天');
    expect(atTen(10.01)).toBe('昨天已婉拒，须间隔10天');
    expect(atTen(23.9)).toBe('昨天已婉拒，须间隔10天');
    expect(atTen(24)).toBe('1天前已婉拒，须间隔10天');
    const evening = { at: hoursAgo(16) };
    expect(after({ ...evening, answer: 'accepted' }).reason.en).toBe('accepted yesterday');
    expect(after({ ...evening, answer: 'has-it' }).reason.zh).toBe('昨天说已经有了');
    const contact = { perWeek: 1, perMonth: 9, restAfterDecline: 0 };
    const again = verdictOn({ contact }, { context: { history: [makeAnswer(evening)] } });
    expect(again.reason.zh).toBe('7天内已说过1次（最近昨天），上限1次');
  });

  test('is not said more often than perMonth in 30 days', () => {
    expect(after(...twice(29))).toMatchObject({
      stage: 'contact',
      reason: { zh: '30天内已说过2次（最近12天前），上限2次' },
    });
    expect(after(...twice(30)).stage).toBe('presented');
  });

  test('a second no within 30 days of the first holds for 60 days', () => {
    expect(declined(75, 59)).toMatchObject({
      stage: 'contact',
      reason: {
        zh: '30天内婉拒两次（最近59天前），须间隔60天',
        en: 'declined twice in 30 days (last 59 days ago), rests for 60 days',
      },
    });
    expect(declined(75, 60).stage).toBe('presented');
    expect(declined(90, 59).stage).toBe('presented');
  });

  test('is not said more often than perWeek in 7 days', () => {
    const contact = { perWeek: 1, perMonth: 9, restAfterDecline: 0 };
    const told = (days: number) =>
      verdictOn({ contact }, { context: { history: [makeAnswer({ at: daysAgo(days) })] } });
    expect(told(6)).toMatchObject({
      stage: 'contact',
      reason: { en: 'said once in 7 days (last 6 days ago), at most 1' },
    });
    expect(told(7).stage).toBe('presented');
  });

  test('a family of offers has windows of its own, whichever offer was said', () => {
    const policy = { perWeek: 99, families: { 'data-pack': { perWeek: 2, perMonth: 3 } } };
    const told = (...days: readonly number[]) =>
      verdictOn(
        {},
        { policy, context: { history: days.flatMap((day) => heard(1, day, 'data-pack')) } },
      );
    expect(told(1, 3)).toMatchObject({
      stage: 'contact',
      reason: { zh: '同类优惠7天内已说过2次（最近1天前），上限2次' },
    });
    expect(told(1, 8, 20)).toMatchObject({
      stage: 'contact',
      reason: { en: 'offers of its kind: said 3 times in 30 days (last 1 day ago), at most 3' },
    });
    expect(told(1, 8, 31).stage).toBe('presented');
    expect(verdictOn({ family: 'reading' }, { policy }).stage).toBe('presented');
  });

  test('nobody hears more than perMonth in 30 days', () => {
    const history = [8, 15, 29].flatMap((days) => heard(1, days));
    expect(decided([makeOffer()], { policy: { perMonth: 3 }, context: { history } })).toMatchObject(
      {
        silence: { code: 'rested', reason: { zh: '30天内已听过3条推荐，上限3条' } },
      },
    );
    expect(
      decided([makeOffer()], { policy: { perMonth: 4 }, context: { history } }).silence,
    ).toBeNull();
  });

  test('"later" comes back on its date, and then does not count', () => {
    expect(after(later('2026-11-19'))).toMatchObject({
      stage: 'contact',
      reason: { zh: '约好2026-11-19再说' },
    });
    expect(after({ at: daysAgo(5) }, later('2026-11-18')).stage).toBe('presented');
    const due = decided([makeOffer()], { context: { history: [makeAnswer(later('2026-11-18'))] } });
    expect(due.proposals[0]?.score).toBe(750);
  });

  test('"not said" does not count as asked', () => {
    const unsaid = { answer: 'not-said' as const, at: daysAgo(0) };
    expect(after(unsaid, unsaid, unsaid, unsaid).stage).toBe('presented');
  });

  test('what was accepted, or is there already, is not said again for 60 days', () => {
    expect(after({ answer: 'accepted', at: daysAgo(59) })).toMatchObject({
      stage: 'contact',
      reason: { zh: '59天前已接受' },
    });
    expect(after({ answer: 'has-it', at: daysAgo(59) }).stage).toBe('contact');
    expect(after({ answer: 'accepted', at: daysAgo(60) }).stage).toBe('presented');
  });

  test('nobody hears more than perWeek promotional sentences in 7 days, over all offers', () => {
    expect(said(heard(3, 6))).toMatchObject({
      proposals: [],
      silence: { code: 'rested', reason: { zh: '7天内已听过3条推荐，上限3条' } },
      verdicts: [{ stage: 'contact' }],
    });
    expect(said(heard(2, 6)).proposals).toHaveLength(1);
    expect(said(heard(3, 7)).proposals).toHaveLength(1);
    expect(said(heard(9, 1, 'care')).proposals).toHaveLength(1);
  });

  test('care may be said again, within its monthly limit', () => {
    const care = {
      promotional: false,
      family: 'care',
      contact: { perMonth: 1, restAfterDecline: 5 },
    };
    const told = (days: number) =>
      verdictOn(care, {
        context: { history: [makeAnswer({ answer: 'accepted', at: daysAgo(days) })] },
      });
    expect(told(31).stage).toBe('presented');
    expect(told(29).stage).toBe('contact');
  });
});

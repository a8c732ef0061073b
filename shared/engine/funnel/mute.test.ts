// When nothing is sold, whatever the offer, and what still reaches the customer.
import { describe, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import type { DecisionContext } from '#shared/model/decision.ts';
import { type Changes, decided, makeOffer, verdictOn } from '#tests/fixtures/decision.ts';

const reasonOf = (offer: Parameters<typeof makeOffer>[0], context: Partial<DecisionContext>) =>
  verdictOn(offer, { context }).reason.zh;

describe('moment', () => {
  const offers = [
    makeOffer({ id: 'care', family: 'care', promotional: false, purposes: { complaint: 0 } }),
    makeOffer({ id: 'sale' }),
  ];
  const mutes: readonly (readonly [string, Changes, string])[] = [
    ['complaint', { context: { purpose: 'complaint' } }, 'moment'],
    ['fault', { context: { purpose: 'fault' } }, 'moment'],
    ['cancel', { context: { purpose: 'cancel' } }, 'moment'],
    ['complaint', { facts: { daysSinceComplaint: 13 } }, 'moment'],
    ['opted-out', { facts: { optedOut: true } }, 'moment'],
    ['arrears', { facts: { arrears: fen(5001) } }, 'suitable'],
  ];
  test.each(mutes)('%s mutes selling and says why', (code, changes, stage) => {
    const decision = decided(offers, changes);
    expect(decision.silence).toMatchObject({ code });
    expect(decision.proposals.filter((proposal) => proposal.promotional)).toEqual([]);
    expect(decision.verdicts.find((each) => each.offer === 'sale')).toMatchObject({
      stage,
      reason: decision.silence?.reason,
    });
    const isToldCare = changes.context?.purpose !== 'complaint';
    expect(decision.proposals.map((proposal) => proposal.offer)).toEqual(
      isToldCare ? ['care'] : [],
    );
  });

  test('of whom nobody says whether they opted out or are barred, they are sold to unless the policy says otherwise', () => {
    const facts = { optedOut: null, blacklisted: null };
    expect(decided(offers, { facts }).silence).toBeNull();
    const silent = decided(offers, { facts, policy: { optOutUnknown: 'silent' } });
    expect(silent.silence).toMatchObject({
      code: 'opted-out',
      reason: { zh: expect.stringContaining('没有说明') as string },
    });
    expect(silent.proposals.map(({ offer }) => offer)).toEqual(['care']);
    const no = decided(offers, {
      facts: { optedOut: false },
      policy: { optOutUnknown: 'silent' },
    });
    expect(no.silence).toBeNull();
  });

  test('the blacklisted hear nothing at all', () => {
    const decision = decided(offers, { facts: { blacklisted: true } });
    expect(decision).toMatchObject({ proposals: [], silence: { code: 'blacklisted' } });
    expect(decision.verdicts.map((each) => each.stage)).toEqual(['moment', 'moment']);
  });

  test('nothing is sold to involuntary leavers, and nobody holds them back', () => {
    const decision = decided(offers, { facts: { risks: ['involuntary'] } });
    expect(decision).toMatchObject({
      proposals: [],
      silence: { code: 'blacklisted', reason: { zh: '客户在不再营销名单：不推荐、不挽留' } },
    });
  });

  test('the rest after a complaint ends', () => {
    expect(decided(offers, { facts: { daysSinceComplaint: 14 } }).silence).toBeNull();
  });

  test('the gravest reason is told', () => {
    const facts = { optedOut: true, blacklisted: true };
    expect(decided(offers, { facts, context: { purpose: 'complaint' } }).silence?.code).toBe(
      'blacklisted',
    );
    expect(
      decided(offers, { facts: { optedOut: true }, context: { purpose: 'complaint' } }).silence
        ?.code,
    ).toBe('complaint');
  });

  test('an offer is not said on a weekday, a privilege day or at an hour of weight zero', () => {
    expect(reasonOf({ weekdays: { 3: 0 } }, { weekday: 3 })).toBe('今天这个日子不说');
    expect(reasonOf({ weekdays: { 3: 0 } }, { weekday: 4 })).toMatch(/^排第1/);
    expect(reasonOf({ privilegeDay: 0 }, { isPrivilegeDay: true })).toBe('今天这个日子不说');
    expect(reasonOf({ privilegeDay: 0 }, { isPrivilegeDay: false })).toMatch(/^排第1/);
    expect(reasonOf({ dayparts: { noon: 0 } }, { minuteOfDay: 660 })).toBe('这个时段不说');
    expect(reasonOf({ dayparts: { noon: 0 } }, { minuteOfDay: 840 })).toMatch(/^排第1/);
  });

  test('an offer is not said for a purpose of weight zero', () => {
    expect(verdictOn({ purposes: { bill: 0 } }, { context: { purpose: 'bill' } })).toMatchObject({
      stage: 'moment',
      reason: { zh: '不适合本次来意' },
    });
  });
});

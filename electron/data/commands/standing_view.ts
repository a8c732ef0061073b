// Where the customer stands with us: what holding on to them is worth, their level, their points.
import type { Day } from '#shared/base/month.ts';
import type { LevelView, PointsView, RetentionView } from '#shared/contract/view_customer.ts';
import { levelOfFacts, nextLevel } from '#shared/engine/level.ts';
import { pointsPerYuan, festivalOn, isMemberDay } from '#shared/engine/points.ts';
import { retentionOfCustomer } from '#shared/engine/value/retention.ts';
import { retentionReason } from '#shared/engine/value/retention_reason.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { Contents } from '../store/contents.ts';
import type { KnownCustomer } from './knowledge.ts';

type Terms = Pick<Contents, 'policy' | 'branch'>;

/** Null where nobody is about to leave, or HQ's policy has no figures for it. */
export function retentionView(
  { facts, linked }: Pick<KnownCustomer, 'facts' | 'linked'>,
  { policy, branch }: Terms,
): RetentionView | null {
  const retention = retentionOfCustomer({ facts, policy, linked });
  return retention === null
    ? null
    : { ...retention, reason: retentionReason(retention, branch.currency) };
}

export function levelView(facts: Facts, { policy, branch }: Terms): LevelView | null {
  const level = levelOfFacts(facts, policy);
  if (level === null) return null;
  const next = nextLevel(facts, policy, branch.currency);
  return {
    id: level.id,
    name: level.name,
    privileges: level.privileges,
    next: next === null ? null : { name: next.level.name, needs: next.needs },
  };
}

/** Null where the customer or HQ's policy has no points. */
export function pointsView(
  facts: Facts,
  { policy, pointsLease }: Pick<Contents, 'policy' | 'pointsLease'>,
  device: string,
  today: Day,
): PointsView | null {
  if (policy.points === null || facts.points === null) return null;
  return {
    balance: facts.points,
    elsewhere: pointsLease?.device === device ? null : (pointsLease?.deviceName ?? ''),
    perYuan: pointsPerYuan(policy.points, today),
    isMemberDay: isMemberDay(policy.points, today),
    festival: festivalOn(policy.points, today),
  };
}

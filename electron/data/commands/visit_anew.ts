// A visit that is decided anew although nobody changed its purpose or amount: what is known of the customer has changed.
import type { Uuid } from '#shared/base/id.ts';
import type { Decision } from '#shared/model/decision.ts';
import type { RecordedEvent, Stamp } from '../store/events.ts';
import type { Visit } from '../store/visits.ts';
import type { BeliefsAtCounter } from './beliefs.ts';
import type { Ready } from './context.ts';
import { knowCustomer, type Place } from './knowledge.ts';
import { keepDecision, prepareDecision } from './visit_decision.ts';

export type DecidedAnew = {
  readonly event: Uuid;
  readonly decision: Decision;
  readonly made: RecordedEvent;
};

type Believed = ReturnType<BeliefsAtCounter['of']>;

/**
 * Call in the transaction, after the event that changed what is known.
 * @param isKept without it the decision before stands, and null is given
 */
export function decideAnew(
  { device, cache }: Ready,
  { visit, customer, purpose, intended }: Visit,
  believed: Believed,
  stamp: Stamp,
  isKept: (decision: Decision) => boolean = () => true,
): DecidedAnew | null {
  const { ledger, clock } = device;
  const place: Place = { ledger, cache, device: stamp.device };
  const known = knowCustomer(place, customer, stamp.day);
  if (known === undefined) return null;
  const moment = { customer, purpose, intended, now: stamp.at };
  const prepared = prepareDecision(place, believed, known, moment, visit);
  if (!isKept(prepared.decision)) return null;
  const event = clock.nextId();
  const made = keepDecision(ledger, prepared, { event, visit }, stamp);
  return { event, decision: prepared.decision, made };
}

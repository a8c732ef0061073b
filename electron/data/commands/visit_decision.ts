// Decides what to say in a visit, and keeps the decision: its event for HQ, its sentences for this counter.
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import type { Uuid } from '#shared/base/id.ts';
import { hashText } from '#shared/base/random.ts';
import type { CompiledBeliefs } from '#shared/engine/beliefs.ts';
import { decide, decisionText } from '#shared/engine/decide.ts';
import type { Decision, DecisionContext, Verdict } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import type { CacheView } from '../store/cache.ts';
import { type DecisionText, readDecisionText, writeDecisionText } from '../store/decision_text.ts';
import { appendEvent, type RecordedEvent, type Stamp } from '../store/events.ts';
import type { MadeDecision, Visit } from '../store/visits.ts';
import {
  contextOf,
  type KnownCustomer,
  type Moment,
  type Place,
  knowCustomer,
} from './knowledge.ts';
import type { BeliefsAtCounter } from './beliefs.ts';
import type { Ready } from './context.ts';

export type Prepared = { readonly decision: Decision; readonly inputs: Inputs };
type Inputs = { readonly facts: Facts; readonly context: DecisionContext };

/** Reads and computes; writes nothing. The lot is drawn by the visit's id, so that HQ draws the same. */
export function prepareDecision(
  place: Place,
  beliefs: CompiledBeliefs,
  known: KnownCustomer,
  moment: Moment,
  visit: Uuid,
): Prepared {
  const { cache } = place;
  const context = contextOf(place, moment, visit);
  const inputs = { facts: known.facts, context };
  const decision = decide(
    { facts: known.facts, context },
    { catalog: cache.catalog(), policy: cache.contents.policy, beliefs },
    moment.now,
    hashText(visit),
  );
  return { decision, inputs };
}

/** Call in the transaction of the visit's event. */
export function keepDecision(
  ledger: WritableDB,
  prepared: Prepared,
  ids: { readonly event: Uuid; readonly visit: Uuid },
  stamp: Stamp,
): RecordedEvent {
  const { decision, inputs } = prepared;
  const made = appendEvent(
    ledger,
    {
      id: ids.event,
      kind: 'decision.made',
      payload: {
        visit: ids.visit,
        customer: inputs.context.customer,
        engine: decision.engine,
        catalog: decision.catalog,
        policy: decision.policy,
        beliefs: decision.beliefs,
        seed: decision.seed,
        proposals: decision.proposals.map(({ offer, tier, treatment, score }) => ({
          offer,
          tier,
          treatment,
          score,
        })),
        silence: decision.silence?.code ?? null,
        inputs: canonicalJson(inputs as unknown as Json),
        digest: createHash('sha256').update(decisionText(decision)).digest('hex'),
      },
    },
    stamp,
  );
  writeDecisionText(ledger, ids.event, {
    proposals: decision.proposals,
    silence: decision.silence,
  });
  return made;
}

/** All of a decision that a window shows. */
export type ShownDecision = DecisionText & { readonly verdicts: readonly Verdict[] };

export type ShownDecisions = {
  remember(decision: string, shown: ShownDecision): void;
  textOf(ledger: ReadableDB, decision: string): DecisionText;
  of(
    ledger: ReadableDB,
    cache: CacheView,
    beliefs: CompiledBeliefs,
    made: MadeDecision,
  ): ShownDecision;
};

const REMEMBERED = 50;

/**
 * The latest decisions. Verdicts are many and are not kept on disk: after a restart the engine gives the same ones
 * again from the kept inputs. With another edition of engine, catalog, policy or beliefs it would not: then there are
 * none.
 */
export function createShownDecisions(): ShownDecisions {
  const known = new Map<string, ShownDecision>();
  const decisions: ShownDecisions = {
    remember(decision, shown) {
      known.set(decision, shown);
      const oldest = known.keys().next();
      if (known.size > REMEMBERED && oldest.done !== true) known.delete(oldest.value);
    },
    textOf: (ledger, decision) => known.get(decision) ?? readDecisionText(ledger, decision),
    of(ledger, cache, beliefs, made) {
      const present = known.get(made.event);
      if (present !== undefined) return present;
      const text = readDecisionText(ledger, made.event);
      const again = { ...text, verdicts: verdictsAgain(cache, beliefs, made) };
      decisions.remember(made.event, again);
      return again;
    },
  };
  return decisions;
}

function verdictsAgain(
  cache: CacheView,
  beliefs: CompiledBeliefs,
  made: MadeDecision,
): readonly Verdict[] {
  const { payload, at } = made;
  const { policy } = cache.contents;
  const catalog = cache.catalog();
  if (payload.catalog !== catalog.version || payload.policy !== policy.version) return [];
  if (payload.beliefs !== beliefs.name) return [];
  const { facts, context } = JSON.parse(payload.inputs) as Inputs;
  const decision = decide({ facts, context }, { catalog, policy, beliefs }, at, payload.seed);
  return decision.engine === payload.engine ? decision.verdicts : [];
}

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

// Decides what to say in a visit, and keeps the decision: its event for HQ, its sentences for this counter.
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import type { Uuid } from '#shared/base/id.ts';
import { hashText } from '#shared/base/random.ts';
import type { CompiledBeliefs } from '#shared/engine/beliefs.ts';
import { decide, decisionText } from '#shared/engine/decide.ts';
import type { Decision, DecisionContext, Verdict } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { ReadableDB } from '../db/driver.ts';
import type { Changing } from '../store/complaints.ts';
import { type DecisionText, readDecisionText, writeDecisionText } from '../store/decision_text.ts';
import { appendEvent, type RecordedEvent, type Stamp } from '../store/events.ts';
import type { MadeDecision } from '../store/visits.ts';
import type { Ready } from './context.ts';
import {
  contextOf,
  knowCustomer,
  type KnownCustomer,
  type Place,
  type VisitWords,
} from './knowledge.ts';

/** One step of a visit: where, by whom and when, and what is believed that day. */
export type Step = Ready & { readonly stamp: Stamp; readonly believed: CompiledBeliefs };

export type DecidedVisit = {
  readonly visit: Uuid;
  readonly decision: Decision;
  readonly inputs: Inputs;
};
type Inputs = { readonly facts: Facts; readonly context: DecisionContext };

/**
 * Reads and computes; writes nothing. Of what the ledger is told in the same transaction it knows when it is called
 * afterwards. The lot is drawn by the visit's id, so that HQ draws the same.
 * @param changing the visit itself, whose new words are not in the ledger yet
 * @returns undefined when there is no such customer
 */
export function decideVisit(
  step: Step,
  words: VisitWords,
  changing: Changing | null = null,
): DecidedVisit | undefined {
  const known = knowCustomer(placeOf(step), words.customer, step.stamp.day, changing);
  return known === undefined ? undefined : decideKnown(step, known, words);
}

export const placeOf = ({ device, cache, stamp }: Step): Place => ({
  ledger: device.ledger,
  cache,
  device: stamp.device,
});

/** As `decideVisit`, of somebody whose record was just read. */
export function decideKnown(step: Step, known: KnownCustomer, words: VisitWords): DecidedVisit {
  const { cache, stamp, believed } = step;
  const context = contextOf(placeOf(step), words, stamp.at);
  const inputs = { facts: known.facts, context };
  const decision = decide(
    { facts: known.facts, context },
    { catalog: cache.catalog(), policy: cache.contents.policy, beliefs: believed },
    stamp.at,
    hashText(words.visit),
  );
  return { visit: words.visit, decision, inputs };
}

/** Call in the transaction of the event that it was decided for, after that event. */
export function keepDecision(
  { device, stamp }: Step,
  { visit, decision, inputs }: DecidedVisit,
): RecordedEvent {
  const event = device.clock.nextId();
  const made = appendEvent(
    device.ledger,
    {
      id: event,
      kind: 'decision.made',
      payload: {
        visit,
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
        inputs: canonicalJson(keptInputs(inputs, decision) as unknown as Json),
        digest: createHash('sha256').update(decisionText(decision)).digest('hex'),
      },
    },
    stamp,
  );
  writeDecisionText(device.ledger, event, {
    proposals: decision.proposals,
    silence: decision.silence,
  });
  return made;
}

/** What would have been said travels inside the inputs: a text that no window and no other device reads. */
const keptInputs = (inputs: Inputs, { ghosts }: Decision) =>
  ghosts === null ? inputs : { ...inputs, ghosts };

/** All of a decision that a window shows. */
export type ShownDecision = DecisionText & { readonly verdicts: readonly Verdict[] };

export type ShownDecisions = {
  remember(decision: string, shown: ShownDecision): void;
  textOf(ledger: ReadableDB, decision: string): DecisionText;
  of(step: Step, made: MadeDecision): ShownDecision;
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
    of(step, made) {
      const present = known.get(made.event);
      if (present !== undefined) return present;
      const text = readDecisionText(step.device.ledger, made.event);
      const again = { ...text, verdicts: verdictsAgain(step, made) };
      decisions.remember(made.event, again);
      return again;
    },
  };
  return decisions;
}

function verdictsAgain(
  { cache, believed }: Step,
  { payload, at }: MadeDecision,
): readonly Verdict[] {
  const { policy } = cache.contents;
  const catalog = cache.catalog();
  if (payload.catalog !== catalog.version || payload.policy !== policy.version) return [];
  if (payload.beliefs !== believed.name) return [];
  const { facts, context } = JSON.parse(payload.inputs) as Inputs;
  const decision = decide(
    { facts, context },
    { catalog, policy, beliefs: believed },
    at,
    payload.seed,
  );
  return decision.engine === payload.engine ? decision.verdicts : [];
}

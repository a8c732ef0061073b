// The decision: what to say to this customer now, or why nothing, and where each other offer fell out.
import type { Instant } from '#shared/base/month.ts';
import type { Policy } from '#shared/model/catalog.ts';
import type { Decision, DecisionContext } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { CompiledCatalog } from './compile_catalog.ts';

/** Moves whenever a formula or a wording of the engine changes: HQ replays a decision with its own engine. */
export const ENGINE_VERSION = '1.0.0';

/**
 * Pure: the same arguments give the same decision, byte for byte under canonicalJson.
 * @param now UTC milliseconds of the decision; the contact policy counts back from it
 * @param seed kept in the decision; for offers that are tried by lot
 */
export function decide(
  facts: Facts,
  catalog: CompiledCatalog,
  policy: Policy,
  context: DecisionContext,
  now: Instant,
  seed: number,
): Decision {
  void facts;
  void context;
  return {
    engine: ENGINE_VERSION,
    catalog: catalog.version,
    policy: policy.version,
    seed,
    now,
    proposals: [],
    silence: { code: 'nothing-fits', reason: { zh: '没有合适的优惠', en: 'No offer fits' } },
    verdicts: [],
  };
}

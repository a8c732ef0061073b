// All that the stages of one decision look at.
import type { Policy } from '#shared/model/policy.ts';
import type { DecisionContext } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { CompiledBeliefs } from '../beliefs.ts';
import type { CompiledCatalog } from '../compile_catalog.ts';
import type { Reading } from '../rules/rule_book.ts';
import type { ContactMemory } from './contact.ts';
import type { Mute } from './mute.ts';

/** Of the customer, and of the visit: kept with each decision, so that HQ can replay it. */
export type Known = { readonly facts: Facts; readonly context: DecisionContext };

/** What HQ published, and what has been answered since. */
export type Editions = {
  readonly catalog: CompiledCatalog;
  readonly policy: Policy;
  readonly beliefs: CompiledBeliefs;
};

export type Moment = Known &
  Editions & {
    /** `dayNumber` of the business day. */
    readonly today: number;
    /** Of the visit: what is tried by lot comes out the same at HQ. */
    readonly seed: number;
    readonly rules: Reading;
    readonly memory: ContactMemory;
    readonly mute: Mute | null;
  };

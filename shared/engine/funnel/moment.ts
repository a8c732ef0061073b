// All that the stages of one decision look at.
import type { Policy } from '#shared/model/policy.ts';
import type { DecisionContext } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { CompiledCatalog } from '../compile_catalog.ts';
import type { Reading } from '../rules/rule_book.ts';
import type { ContactMemory } from './contact.ts';
import type { Mute } from './mute.ts';

export type Moment = {
  readonly facts: Facts;
  readonly catalog: CompiledCatalog;
  readonly policy: Policy;
  readonly context: DecisionContext;
  /** `dayNumber` of the business day. */
  readonly today: number;
  readonly rules: Reading;
  readonly memory: ContactMemory;
  readonly mute: Mute | null;
};

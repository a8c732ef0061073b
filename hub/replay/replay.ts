// Decides stored decisions again, with the editions that they name, and finds what does not come out the same.
import type { Instant } from '#shared/base/month.ts';
import { decide } from '#shared/engine/decide.ts';
import { changesSince, ENGINE_VERSION, FIRST_ENGINE } from '#shared/engine/engine_version.ts';
import type { Known } from '#shared/engine/funnel/moment.ts';
import { isErasedInputs } from '#shared/model/erasure.ts';
import { isPastInputs } from '#shared/model/let_go.ts';
import { eventPayloads } from '#shared/model/event.ts';
import type { Database } from '#hub/db/database.ts';
import {
  countDecisions,
  decisionBatches,
  type DecisionFilter,
  type StoredDecision,
} from '#hub/db/decisions.ts';
import { differencesOf } from './compare_decision.ts';
import { type Editions, openEditions } from './editions.ts';

export type Replay = {
  readonly engine: string;
  /** All that were looked at: the five below together. */
  readonly decisions: number;
  readonly same: number;
  readonly different: number;
  /** Made by an older engine, by its version: what differs is no fault. */
  readonly older: ReadonlyMap<string, OlderEngine>;
  /** Made by an engine that this one does not know, or cannot read: by its version. */
  readonly otherEngine: ReadonlyMap<string, number>;
  /** Decisions by what they name and the hub has not: `catalog 2026.11.1`. */
  readonly missing: ReadonlyMap<string, number>;
};

export type OlderEngine = {
  readonly same: number;
  readonly different: number;
  /** What the engine does otherwise since. */
  readonly changes: readonly string[];
};

/** `engine`: that made the decision. */
export type Difference = Omit<StoredDecision, 'payload'> & {
  readonly engine: string;
  readonly what: readonly string[];
};

export type ReplayOptions = DecisionFilter & {
  readonly onProgress?: (decisions: number, of: number) => void;
  readonly onDifference?: (difference: Difference) => void;
};

const BATCH = 200;

/** Streams: memory holds one batch and a few editions. */
export function replayDecisions(db: Database, options: ReplayOptions): Promise<Replay> {
  return db.transaction(
    async (tx) => {
      const editions = openEditions(tx);
      const total = await countDecisions(tx, options);
      const older = new Map<string, OlderEngine>();
      const otherEngine = new Map<string, number>();
      const missing = new Map<string, number>();
      const counts = { decisions: 0, same: 0, different: 0 };
      for await (const batch of decisionBatches(tx, options, BATCH)) {
        for (const stored of batch) {
          const outcome = await decideAgain(stored, editions);
          counts.decisions += 1;
          if (outcome.type === 'other-engine') count(otherEngine, outcome.engine);
          else if (outcome.type === 'missing') count(missing, outcome.edition);
          else {
            const { engine, what } = outcome;
            const isSame = what.length === 0;
            if (engine !== ENGINE_VERSION) countOlder(older, engine, isSame);
            else counts[isSame ? 'same' : 'different'] += 1;
            const { payload: _, ...event } = stored;
            if (!isSame) options.onDifference?.({ ...event, engine, what });
          }
        }
        options.onProgress?.(counts.decisions, total);
      }
      return { engine: ENGINE_VERSION, ...counts, older, otherEngine, missing };
    },
    { snapshot: true },
  );
}

const count = (counts: Map<string, number>, name: string): void =>
  void counts.set(name, (counts.get(name) ?? 0) + 1);

function countOlder(counts: Map<string, OlderEngine>, engine: string, isSame: boolean): void {
  const before = counts.get(engine) ?? {
    same: 0,
    different: 0,
    changes: changesSince(engine) ?? [],
  };
  const [same, different] = isSame ? [1, 0] : [0, 1];
  counts.set(engine, {
    ...before,
    same: before.same + same,
    different: before.different + different,
  });
}

type Outcome =
  | { readonly type: 'other-engine'; readonly engine: string }
  | { readonly type: 'missing'; readonly edition: string }
  | { readonly type: 'decided'; readonly engine: string; readonly what: readonly string[] };

const ERASED = 'the inputs of persons who were erased';
const PAST = 'inputs that were let go after the days of the policy (hub retain)';

async function decideAgain(stored: StoredDecision, editions: Editions): Promise<Outcome> {
  const engine = engineOf(stored.payload);
  if (changesSince(engine) === null) return { type: 'other-engine', engine };
  const parsed = eventPayloads['decision.made'].safeParse({
    ...(stored.payload as object),
    engine,
  });
  // What another engine stored need not even have today's shape.
  const unreadable = (what: string): Outcome =>
    engine === ENGINE_VERSION
      ? { type: 'decided', engine, what: [what] }
      : { type: 'other-engine', engine };
  if (!parsed.success) return unreadable(`the event cannot be read: ${parsed.error.message}`);
  const made = parsed.data;

  const [catalog, policy, beliefs] = [
    await editions.catalog(made.catalog),
    await editions.policy(made.policy),
    await editions.beliefs(stored.device, made.beliefs),
  ];
  if (catalog === undefined) return { type: 'missing', edition: `catalog ${made.catalog}` };
  if (policy === undefined) return { type: 'missing', edition: `policy ${made.policy}` };
  if (beliefs === undefined) return { type: 'missing', edition: `beliefs ${made.beliefs}` };
  try {
    const known = JSON.parse(made.inputs) as Known;
    if (isPastInputs(known)) return { type: 'missing', edition: PAST };
    if (isErasedInputs(known)) return { type: 'missing', edition: ERASED };
    const now = stored.at as Instant;
    const decision = decide(known, { catalog, policy, beliefs }, now, made.seed);
    // The digest is of the engine's name too: an older one is compared under its own.
    return { type: 'decided', engine, what: differencesOf(made, { ...decision, engine }) };
  } catch (error) {
    // Inputs that this very engine cannot have been given.
    return unreadable(
      `cannot be decided again: ${error instanceof Error ? error.message : 'unknown'}`,
    );
  }
}

function engineOf(payload: unknown): string {
  const engine = (payload as { engine?: unknown } | null)?.engine;
  return typeof engine === 'string' ? engine : FIRST_ENGINE;
}

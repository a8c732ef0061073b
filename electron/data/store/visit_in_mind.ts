// The events of the visit that is being worked at, as they were appended: a step does not read back what the one before
// it wrote.
import type { ReadableDB } from '../db/driver.ts';
import { correctionsNoted } from './corrections.ts';
import { eventsOfVisit, lastSequence, type RecordedEvent } from './events.ts';

export type VisitInMind = {
  /** Those that stand, in order: from memory as long as nothing else was recorded, else from the ledger. */
  eventsOf(ledger: ReadableDB, visit: string): readonly RecordedEvent[];
  /** Call when their transaction is over. */
  keep(ledger: ReadableDB, visit: string, events: readonly RecordedEvent[]): void;
};

/** One visit: a counter works at one. Which of its events stand changes only with an event, or with a correction. */
export function createVisitInMind(): VisitInMind {
  let kept: {
    readonly ledger: ReadableDB;
    readonly visit: string;
    readonly events: readonly RecordedEvent[];
    readonly sequence: number;
    readonly corrections: number;
  } | null = null;
  return {
    eventsOf(ledger, visit) {
      const isKept =
        kept?.ledger === ledger &&
        kept.visit === visit &&
        kept.sequence === lastSequence(ledger) &&
        kept.corrections === correctionsNoted(ledger);
      return kept !== null && isKept ? kept.events : eventsOfVisit(ledger, visit);
    },
    keep(ledger, visit, events) {
      const sequence = lastSequence(ledger);
      kept = { ledger, visit, events, sequence, corrections: correctionsNoted(ledger) };
    },
  };
}

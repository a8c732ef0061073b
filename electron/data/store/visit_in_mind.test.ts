// What is kept in mind of a visit, against what the ledger says.
import { describe, expect, it } from 'vitest';
import type { WritableDB } from '../db/driver.ts';
import {
  answered,
  append,
  decided,
  newId,
  openTestLedger,
  started,
  undone,
} from '#tests/fixtures/ledger.ts';
import { noteCorrection } from './corrections.ts';
import { eventsOfVisit } from './events.ts';
import { createVisitInMind } from './visit_in_mind.ts';

const kinds = (events: readonly { readonly kind: string }[]): string[] =>
  events.map(({ kind }) => kind);

/** A visit with an answer, kept in mind as the ledger has it. */
function keptVisit() {
  const ledger = openTestLedger();
  const visit = newId();
  append(ledger, started(visit));
  append(ledger, decided(visit));
  const answer = append(ledger, answered(visit, 'accepted'));
  const inMind = createVisitInMind();
  const events = eventsOfVisit(ledger, visit);
  inMind.keep(ledger, visit, events);
  return { ledger, visit, answer, inMind, events };
}

/** A ledger that counts what it is asked for. */
function watched(ledger: WritableDB) {
  const asked: string[] = [];
  const all: WritableDB['all'] = (statement) => {
    asked.push(statement.text);
    return ledger.all(statement);
  };
  return { asked, ledger: { ...ledger, all } };
}

describe('a visit in mind', () => {
  it('is not read again while nothing else was recorded', () => {
    const { ledger, asked } = watched(openTestLedger());
    const visit = newId();
    append(ledger, started(visit));
    const inMind = createVisitInMind();
    const events = inMind.eventsOf(ledger, visit);
    expect(asked).toHaveLength(1);
    inMind.keep(ledger, visit, events);
    expect(inMind.eventsOf(ledger, visit)).toBe(events);
    expect(asked).toHaveLength(1);
  });

  it('is read again when one of its entries was taken back', () => {
    const { ledger, visit, answer, inMind } = keptVisit();
    append(ledger, undone(visit, answer));
    expect(kinds(inMind.eventsOf(ledger, visit))).toEqual([
      'visit.started',
      'decision.made',
      'event.undone',
    ]);
  });

  it('is read again when a manager elsewhere corrected it: no event of this device says so', () => {
    const { ledger, visit, answer, inMind } = keptVisit();
    ledger.transaction(() =>
      noteCorrection(ledger, newId(), {
        visit,
        customer: 1,
        corrects: answer,
        becomes: null,
        reason: 'mistake',
        approvedBy: 'm1',
      }),
    );
    expect(kinds(inMind.eventsOf(ledger, visit))).toEqual(['visit.started', 'decision.made']);
  });

  it('is another one for another visit, and for another ledger', () => {
    const { ledger, visit, inMind, events } = keptVisit();
    expect(inMind.eventsOf(ledger, newId())).toEqual([]);
    expect(inMind.eventsOf(openTestLedger(), visit)).toEqual([]);
    expect(inMind.eventsOf(ledger, visit)).toBe(events);
  });
});

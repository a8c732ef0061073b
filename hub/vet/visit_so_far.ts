// A visit as its device told it so far: what the next event of it may rest on.
import type { Fen } from '#shared/base/money.ts';
import type { EventKind, EventPayload } from '#shared/model/event.ts';
import type { Purpose } from '#shared/model/visit.ts';

export type ToldEvent = {
  readonly id: string;
  readonly kind: string;
  readonly at: number;
  /** Of the kind's form, or of an older one. */
  readonly payload: unknown;
};

export type VisitSoFar = {
  readonly customer: number | null;
  /** Null: not a walk-in's. */
  readonly phone: string | null;
  purpose: Purpose;
  /** All amounts that were named as meant. */
  readonly intended: Set<Fen | null>;
  readonly decisions: Map<string, Pick<EventPayload<'decision.made'>, 'catalog' | 'proposals'>>;
  /** Those that stand, by event. */
  readonly answers: Map<string, EventPayload<'answer.recorded'>>;
  finish: {
    readonly id: string;
    readonly at: number;
    readonly prepaid: Fen | null;
    /** Offers and rungs that points were taken for. */
    readonly spent: Set<string>;
  } | null;
  readonly notes: Set<string>;
  /** Draws by offer. */
  readonly draws: Map<string, number>;
  /** A manager restated something of it: what was earned may be another thing now. */
  isCorrected: boolean;
};

export type Visits = Map<string, VisitSoFar>;

/** Adds one event that is believed. */
export function follow(visits: Visits, { id, kind, at, payload }: ToldEvent): void {
  const name = (payload as { readonly visit?: string | null }).visit;
  if (typeof name !== 'string') return;
  const is = <K extends EventKind>(wanted: K): EventPayload<K> | null =>
    kind === wanted ? (payload as EventPayload<K>) : null;
  const started = is('visit.started') ?? is('walk-in.started');
  if (started !== null) {
    if (!visits.has(name)) visits.set(name, begun(started));
    return;
  }
  const visit = visits.get(name);
  if (visit === undefined) return;
  const changed = is('visit.changed') ?? is('walk-in.changed');
  if (changed !== null) {
    visit.purpose = changed.purpose;
    visit.intended.add(changed.intended);
  }
  const decided = is('decision.made');
  if (decided !== null) visit.decisions.set(id, decided);
  const answered = is('answer.recorded');
  if (answered !== null) visit.answers.set(id, answered);
  const finished = is('visit.finished') ?? is('walk-in.finished');
  if (finished !== null) visit.finish = { id, at, prepaid: finished.prepaid, spent: new Set() };
  const spent = is('points.spent');
  if (spent !== null) visit.finish?.spent.add(`${spent.offer} ${spent.tier}`);
  const drawn = is('lottery.drawn');
  if (drawn !== null) visit.draws.set(drawn.offer, (visit.draws.get(drawn.offer) ?? 0) + 1);
  if (is('note.written') !== null) visit.notes.add(id);
  if (is('visit.corrected') !== null) visit.isCorrected = true;
  const undone = is('event.undone');
  if (undone !== null) {
    visit.answers.delete(undone.undoes);
    visit.notes.delete(undone.undoes);
    if (visit.finish?.id === undone.undoes) visit.finish = null;
  }
}

const begun = (
  started: EventPayload<'visit.started'> | EventPayload<'walk-in.started'>,
): VisitSoFar => ({
  customer: 'customer' in started ? started.customer : null,
  phone: 'phone' in started ? started.phone : null,
  purpose: started.purpose,
  intended: new Set([null, started.intended]),
  decisions: new Map(),
  answers: new Map(),
  finish: null,
  notes: new Set(),
  draws: new Map(),
  isCorrected: false,
});

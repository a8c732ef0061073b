// The end of a visit: money, gifts and points in one transaction, and taking an entry back within its minute.
import type { Handlers } from '#electron/port/handlers.ts';
import type { Uuid } from '#shared/base/id.ts';
import { err } from '#shared/base/result.ts';
import type { Gift } from '#shared/model/branch.ts';
import type { Decision } from '#shared/model/decision.ts';
import { appendEvent, isUndone, type RecordedEvent, type Stamp } from '../store/events.ts';
import { drawnByGift, drawStock, giftsLeft, returnStock, type GiftCount } from '../store/stock.ts';
import { newestEntry, type Visit } from '../store/visits.ts';
import { takenProposals, takesPoints } from '../store/visits_taken.ts';
import { badInput, stampOf } from './context.ts';
import { decideAnew } from './visit_anew.ts';
import { pointsRefusal, toSpends } from './visit_points.ts';
import {
  type VisitDesk,
  openVisit,
  type OpenVisit,
  recorded,
  type Refusal,
  textOf,
} from './visit_desk.ts';
import { isUndoOpen } from './visit_view.ts';

/** As the event has it. */
const MAX_PIECES = 99;

export const createFinishHandlers = (
  desk: VisitDesk,
): Pick<Handlers, 'visit.finish' | 'visit.undo'> => ({
  'visit.finish'({ visit: id, prepaid, gifts }, caller) {
    const found = openVisit(desk.context, id);
    if (!found.ok) return found;
    const { device, cache, visit, events } = found.value;
    const { ledger, clock } = device;
    if (visit.finished !== null) return err({ type: 'visit-finished' });
    const given = mergeCounts(gifts);
    const unfit = giftRefusal(given, cache.contents.gifts);
    if (unfit !== null) return unfit;
    const stamp = stampOf(found.value, caller);
    const spends = toSpends(takenProposals(textOf(desk, device), visit.answers, prepaid));
    const finish = clock.nextId();
    const added: RecordedEvent[] = [];
    const refusal = ledger.transaction((): Refusal | null => {
      const left = giftsLeft(cache.contents.gifts, drawnByGift(ledger));
      for (const { gift, count } of given) {
        const pieces = Math.max(0, left.get(gift) ?? 0);
        if (pieces < count) return err({ type: 'out-of-stock', gift, left: pieces });
      }
      const short = pointsRefusal(found.value, visit.customer, spends);
      if (short !== null) return short;
      const { customer, purpose } = visit;
      const intended = prepaid === null ? null : visit.intended;
      const payload = { visit: id, customer, purpose, intended, prepaid, gifts: [...given] };
      added.push(appendEvent(ledger, { id: finish, kind: 'visit.finished', payload }, stamp));
      for (const spend of spends) {
        const spent = { visit: id, customer, finish, ...spend };
        const event = clock.nextId();
        added.push(appendEvent(ledger, { id: event, kind: 'points.spent', payload: spent }, stamp));
      }
      drawStock(ledger, given);
      return null;
    });
    return refusal ?? recorded(desk, found.value, [...events, ...added], stamp);
  },

  'visit.undo'({ visit: id, event }, caller) {
    const found = openVisit(desk.context, id);
    if (!found.ok) return found;
    const { device, visit, events } = found.value;
    const stamp = stampOf(found.value, caller);
    const refusal = undoRefusal(desk, found.value, event, stamp);
    if (refusal !== null) return refusal;
    const isFinish = visit.finished?.event === event;
    const given = isFinish ? (visit.finished?.gifts ?? []) : [];
    const believed = desk.beliefs.of(device, found.value.cache.contents.beliefs, stamp);
    const { undone, anew } = device.ledger.transaction(() => {
      const payload = { undoes: event, visit: id };
      const undo = device.clock.nextId();
      returnStock(device.ledger, given);
      return {
        undone: appendEvent(device.ledger, { id: undo, kind: 'event.undone', payload }, stamp),
        anew: isFinish
          ? decideAnew(found.value, visit, believed, stamp, isMutedSince(visit))
          : null,
      };
    });
    if (anew !== null) desk.decisions.remember(anew.event, anew.decision);
    const added = anew === null ? [undone] : [undone, anew.made];
    const standing = events.filter(({ id: recordedAs }) => recordedAs !== event);
    return recorded(desk, found.value, [...standing, ...added], stamp);
  },
});

/** Something said since the visit was decided forbids to sell: a visit that is open again must not go on selling. */
const isMutedSince =
  ({ decision }: Visit) =>
  ({ silence }: Decision): boolean =>
    silence !== null && silence.code !== decision.payload.silence;

function giftRefusal(given: readonly GiftCount[], gifts: readonly Gift[]): Refusal | null {
  for (const { gift, count } of given) {
    if (count > MAX_PIECES) return badInput('gifts', `at most ${MAX_PIECES} of one gift`);
    if (!gifts.some((known) => known.id === gift)) {
      return badInput('gifts', `a gift of this branch instead of ${gift}`);
    }
  }
  return null;
}

function undoRefusal(
  desk: VisitDesk,
  { device, visit }: OpenVisit,
  event: Uuid,
  stamp: Stamp,
): Refusal | null {
  const isFinish = visit.finished?.event === event;
  const entry = isFinish ? visit.finished : visit.answers.find((given) => given.event === event);
  if (entry === undefined || entry === null) {
    return isUndone(device.ledger, event)
      ? err({ type: 'already-undone' })
      : badInput('event', 'an answer or the finish of this visit');
  }
  if (newestEntry(visit)?.kind === 'finish' && !isFinish) return err({ type: 'visit-finished' });
  // Points may have gone elsewhere meanwhile: without a way back the visit could never be finished.
  const isPending =
    'answer' in entry && visit.finished === null && takesPoints(textOf(desk, device), entry);
  if (!isPending && !isUndoOpen(entry.at, stamp.at)) return err({ type: 'too-late-to-undo' });
  return isFinish && visit.draws.length > 0 ? err({ type: 'already-drawn' }) : null;
}

function mergeCounts(gifts: readonly GiftCount[]): readonly GiftCount[] {
  const counts = new Map<string, number>();
  for (const { gift, count } of gifts) counts.set(gift, (counts.get(gift) ?? 0) + count);
  return [...counts].map(([gift, count]) => ({ gift, count }));
}

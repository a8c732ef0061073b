// Notes on a visit: written, and taken back by the device that wrote them.
import type { Handlers } from '#electron/port/handlers.ts';
import { err, ok } from '#shared/base/result.ts';
import type { NoteView } from '#shared/contract/view_visit.ts';
import { appendEvent, eventsOfVisit } from '../store/events.ts';
import { type NoteRow, notesOfVisit } from '../store/notes.ts';
import { namesOf } from './branch_visits.ts';
import { badInput, type Context, type Ready, ready, stampOf } from './context.ts';

/** More than a window shows. */
export const LAST_NOTES = 10;

export const createNoteHandlers = (
  context: Context,
): Pick<Handlers, 'note.write' | 'note.remove'> => ({
  'note.write'({ visit, text }, caller) {
    const found = ready(context);
    if (!found.ok) return found;
    const { ledger, clock } = found.value.device;
    const [began] = eventsOfVisit(ledger, visit);
    if (began === undefined) return err({ type: 'unknown-visit' });
    const customer = 'customer' in began.payload ? began.payload.customer : null;
    const payload = { visit, customer, text };
    ledger.transaction(() =>
      appendEvent(
        ledger,
        { id: clock.nextId(), kind: 'note.written', payload },
        stampOf(found.value, caller),
      ),
    );
    context.ledgerChanged();
    return ok(visitNotes(found.value, visit));
  },

  'note.remove'({ visit, note }, caller) {
    const found = ready(context);
    if (!found.ok) return found;
    const { ledger, clock } = found.value.device;
    if (!notesOfVisit(ledger, visit).some(({ event }) => event === note)) {
      return badInput('note', 'a note of this visit');
    }
    const payload = { undoes: note, visit };
    ledger.transaction(() =>
      appendEvent(
        ledger,
        { id: clock.nextId(), kind: 'event.undone', payload },
        stampOf(found.value, caller),
      ),
    );
    context.ledgerChanged();
    return ok(visitNotes(found.value, visit));
  },
});

/** The oldest first. */
export const visitNotes = (found: Ready, visit: string): readonly NoteView[] =>
  noteViews(found, notesOfVisit(found.device.ledger, visit));

export function noteViews(found: Ready, rows: readonly NoteRow[]): readonly NoteView[] {
  if (rows.length === 0) return [];
  const names = namesOf(found);
  return rows.map(({ event, visit, device, at, staff, text }) => ({
    event,
    visit,
    at,
    staffName: names.staff(staff),
    text,
    isOwn: names.device(device) === null,
  }));
}

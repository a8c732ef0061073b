// What is on the counter: the customer being served, the one just done, and draws still to be made. Pure. Visits that wait are the ledger's.
import type { Uuid } from '#shared/base/id.ts';
import type { VisitView } from '#shared/contract/view_visit.ts';
import type { Failure } from '#renderer/ui/failure_type.ts';
import { type Consent, type ConsentAction, consentReducer, noConsent } from './consent.ts';
import { beginDraw, type DrawAction, type DrawDesk, drawReducer } from './draw.ts';
import { beginErrand, type Errand, type ErrandAction, errandReducer } from './errand.ts';

/** HQ's number of a customer; of a walk-in, whom the list does not have, the phone in normal form. */
export type Person = number | string;

export type Served = {
  /** Counts up with each customer opened: late answers for an earlier one are dropped. */
  readonly key: number;
  readonly id: Person;
  /** Masked. */
  readonly name: string;
  /** Null until the visit has begun. */
  readonly errand: Errand | null;
  readonly consent: Consent;
  readonly failure: Failure | null;
};

export type Done = {
  readonly id: Person;
  readonly name: string;
  readonly view: VisitView;
  /** When the message goes away, UTC ms. */
  readonly until: number;
  /** Why it could not be taken back. */
  readonly failure: Failure | null;
};

/** A visit as it stood when another customer was called up. */
type Draft = { readonly id: Person; readonly errand: Errand };

export type Counter = {
  readonly served: Served | null;
  /** Of visits that this page showed and left: what was typed there and is not on record. By visit. */
  readonly drafts: ReadonlyMap<string, Draft>;
  readonly done: Done | null;
  /** Of the visit finished last that earned any. */
  readonly draw: DrawDesk | null;
  /** The visit finished last: its receipt may be printed. */
  readonly finished: Uuid | null;
  readonly keys: number;
};

export type CounterAction =
  | { readonly type: 'open'; readonly id: Person; readonly name: string; readonly key: number }
  /** `typed`: the amount that was typed while the visit was being opened. */
  | {
      readonly type: 'began';
      readonly key: number;
      readonly view: VisitView;
      readonly typed: string;
    }
  | { readonly type: 'failed'; readonly key: number; readonly failure: Failure | null }
  | { readonly type: 'errand'; readonly key: number; readonly action: ErrandAction }
  | { readonly type: 'consent'; readonly key: number; readonly action: ConsentAction }
  | {
      readonly type: 'finished';
      readonly key: number;
      readonly view: VisitView;
      readonly now: number;
    }
  /** A finish was taken back: its visit is on the counter again. */
  | { readonly type: 'reopened'; readonly view: VisitView; readonly key: number }
  /** Opened by mistake. */
  | { readonly type: 'close'; readonly key: number }
  /** A visit that waited is on the counter again. */
  | {
      readonly type: 'resumed';
      readonly key: number;
      readonly id: Person;
      readonly name: string;
      readonly view: VisitView;
    }
  | { readonly type: 'undo-failed'; readonly failure: Failure; readonly now: number }
  | { readonly type: 'forget-done' }
  | { readonly type: 'draw'; readonly visit: string; readonly action: DrawAction }
  | { readonly type: 'end-draw' };

/** How long the message about a finished visit stays when nothing can be undone, in ms. */
const MESSAGE_MS = 8000;

export const emptyCounter: Counter = {
  served: null,
  drafts: new Map(),
  done: null,
  draw: null,
  finished: null,
  keys: 0,
};

export function counterReducer(counter: Counter, action: CounterAction): Counter {
  switch (action.type) {
    case 'open':
      return {
        ...counter,
        keys: action.key,
        drafts: draftsWith(counter),
        served: {
          key: action.key,
          id: action.id,
          name: action.name,
          errand: null,
          consent: noConsent,
          failure: null,
        },
      };
    case 'began':
      return withServed(counter, action.key, (served) => ({
        ...served,
        name: action.view.phone ?? served.name,
        errand: errandReducer(beginErrand(action.view), { type: 'amount', text: action.typed }),
        failure: null,
      }));
    case 'failed':
      // Nearly always nothing had failed before: the page is not made anew for that.
      return withServed(counter, action.key, (served) =>
        served.failure === action.failure ? served : { ...served, failure: action.failure },
      );
    case 'errand':
      return withServed(counter, action.key, (served) => ({
        ...served,
        errand: served.errand === null ? null : errandReducer(served.errand, action.action),
      }));
    case 'consent':
      return withServed(counter, action.key, (served) => ({
        ...served,
        consent: consentReducer(served.consent, action.action),
      }));
    case 'finished': {
      const { served } = counter;
      if (served?.key !== action.key) return counter;
      const until = action.view.undo?.until ?? action.now + MESSAGE_MS;
      return {
        ...counter,
        served: null,
        done: { id: served.id, name: served.name, view: action.view, until, failure: null },
        draw: beginDraw(action.view, served.name) ?? counter.draw,
        finished: action.view.visit,
      };
    }
    case 'reopened': {
      const { done } = counter;
      if (done === null) return counter;
      return {
        ...counter,
        keys: action.key,
        drafts: draftsWith(counter),
        served: {
          key: action.key,
          id: done.id,
          name: done.name,
          errand: errandReducer(beginErrand(action.view), {
            type: 'finish-undone',
            view: action.view,
          }),
          consent: noConsent,
          failure: null,
        },
        done: null,
        finished: null,
        draw: counter.draw?.visit === action.view.visit ? null : counter.draw,
      };
    }
    case 'close':
      return counter.served?.key === action.key ? { ...counter, served: null } : counter;
    case 'resumed': {
      const { view, key, id, name } = action;
      const drafts = new Map(draftsWith(counter));
      const draft = drafts.get(view.visit)?.errand;
      drafts.delete(view.visit);
      return {
        ...counter,
        keys: key,
        drafts,
        served: {
          key,
          id,
          name: view.phone ?? name,
          errand: resumedErrand(draft, view),
          consent: noConsent,
          failure: null,
        },
      };
    }
    case 'undo-failed':
      return {
        ...counter,
        done: counter.done && {
          ...counter.done,
          failure: action.failure,
          until: action.now + MESSAGE_MS,
        },
      };
    case 'forget-done':
      return { ...counter, done: null };
    case 'draw':
      return withDraw(counter, action.visit, action.action);
    case 'end-draw':
      return { ...counter, draw: null };
  }
}

/** After the first draw the finish stands: nothing offers to take it back any more. */
function withDraw(counter: Counter, visit: string, action: DrawAction): Counter {
  const { draw, done } = counter;
  if (draw?.visit !== visit) return counter;
  const isBound = action.type === 'drawn' && done !== null && done.view.visit === visit;
  return {
    ...counter,
    draw: drawReducer(draw, action),
    done: isBound ? { ...done, view: { ...done.view, undo: null } } : done,
  };
}

/** Said aloud, because it may be about something else and stand at its last step. */
function resumedErrand(draft: Errand | undefined, view: VisitView): Errand {
  const errand =
    draft === undefined
      ? beginErrand(view)
      : errandReducer(draft, { type: 'view', view, stay: true });
  return errandReducer(errand, { type: 'notice', notice: 'resumed' });
}

/** With the visit that leaves the counter without an end. */
function draftsWith({ served, drafts }: Counter): Counter['drafts'] {
  const errand = served?.errand ?? null;
  if (served === null || errand === null || errand.view.finished !== null) return drafts;
  return new Map(drafts).set(errand.view.visit, { id: served.id, errand });
}

function withServed(counter: Counter, key: number, change: (served: Served) => Served): Counter {
  const { served } = counter;
  if (served === null || served.key !== key) return counter;
  const changed = change(served);
  return changed === served ? counter : { ...counter, served: changed };
}

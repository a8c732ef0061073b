// Who is signed in at which window. A session ends by lock, by idleness, or when HQ takes the person away.
import type { Session } from '#shared/contract/view_status.ts';
import type { LookUpAction } from '#shared/model/look_up.ts';

export type Sessions = {
  of(port: number): Session | null;
  open(port: number, session: Session): void;
  /** The session that ended; null when nobody was signed in. */
  end(port: number): Session | null;
  /** The window was told of these customers, in a list or on a page; forgotten with the session. */
  noteShown(port: number, customers: readonly number[]): void;
  hasShown(port: number, customer: number): boolean;
  /** The page of this customer was told. */
  noteOpened(port: number, customer: number): void;
  hasOpened(port: number, customer: number): boolean;
  /** Why one more look-up has to be, in place of an earlier reason. */
  noteReason(port: number, given: GivenReason): void;
  /** The reason that was given for this look-up, once; null: none was. */
  takeReason(port: number, action: LookUpAction, customer: number): GivenReason | null;
  /** A person did something: the idle clock starts again. */
  touch(port: number): void;
  /** Ends those that do not hold any more. */
  review(holds: (session: Session) => boolean): void;
  /** @returns those that ended */
  endAll(): readonly Session[];
};

export type GivenReason = {
  readonly action: LookUpAction;
  readonly customer: number;
  /** As it is recorded. */
  readonly reason: string;
  /** The manager whose PIN it took; null: none. */
  readonly approvedBy: string | null;
};

type Entry = {
  readonly session: Session;
  readonly shown: Set<number>;
  readonly opened: Set<number>;
  reason: GivenReason | null;
  timer: NodeJS.Timeout;
};

export function createSessions(
  idleMs: () => number,
  onIdle: (port: number, session: Session) => void,
): Sessions {
  const entries = new Map<number, Entry>();
  const startTimer = (port: number): NodeJS.Timeout =>
    setTimeout(() => {
      const session = end(port);
      if (session !== null) onIdle(port, session);
    }, idleMs());
  const end = (port: number): Session | null => {
    const entry = entries.get(port);
    if (entry === undefined) return null;
    clearTimeout(entry.timer);
    entries.delete(port);
    return entry.session;
  };
  return {
    of: (port) => entries.get(port)?.session ?? null,
    open(port, session) {
      end(port);
      entries.set(port, {
        session,
        shown: new Set(),
        opened: new Set(),
        reason: null,
        timer: startTimer(port),
      });
    },
    end,
    noteShown(port, customers) {
      const shown = entries.get(port)?.shown;
      for (const customer of customers) shown?.add(customer);
    },
    hasShown: (port, customer) => entries.get(port)?.shown.has(customer) === true,
    noteOpened(port, customer) {
      entries.get(port)?.opened.add(customer);
    },
    hasOpened: (port, customer) => entries.get(port)?.opened.has(customer) === true,
    noteReason(port, given) {
      const entry = entries.get(port);
      if (entry !== undefined) entry.reason = given;
    },
    takeReason(port, action, customer) {
      const entry = entries.get(port);
      const given = entry?.reason ?? null;
      if (entry === undefined || given?.action !== action || given.customer !== customer) {
        return null;
      }
      entry.reason = null;
      return given;
    },
    touch(port) {
      const entry = entries.get(port);
      if (entry === undefined) return;
      clearTimeout(entry.timer);
      entry.timer = startTimer(port);
    },
    review(holds) {
      for (const [port, entry] of entries) if (!holds(entry.session)) end(port);
    },
    endAll() {
      return [...entries.keys()].flatMap((port) => end(port) ?? []);
    },
  };
}

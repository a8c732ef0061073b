// Who is signed in at which window. A session ends by lock, by idleness, or when HQ takes the person away.
import type { Session } from '#shared/contract/view_status.ts';

export type Sessions = {
  of(port: number): Session | null;
  open(port: number, session: Session): void;
  /** The session that ended; null when nobody was signed in. */
  end(port: number): Session | null;
  /** A customer is shown at the port; forgotten with the session. */
  noteOpened(port: number, customer: number): void;
  hasOpened(port: number, customer: number): boolean;
  /** A person did something: the idle clock starts again. */
  touch(port: number): void;
  /** Ends those that do not hold any more. */
  review(holds: (session: Session) => boolean): void;
  /** @returns those that ended */
  endAll(): readonly Session[];
};

type Entry = {
  readonly session: Session;
  readonly opened: Set<number>;
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
      entries.set(port, { session, opened: new Set(), timer: startTimer(port) });
    },
    end,
    noteOpened(port, customer) {
      entries.get(port)?.opened.add(customer);
    },
    hasOpened: (port, customer) => entries.get(port)?.opened.has(customer) === true,
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

// Noting that a customer wants nothing recommended, or takes it back: asked first, noted by a second press.
import { useEffect, useState } from 'react';
import type { CustomerView } from '#shared/contract/view_customer.ts';

/** After that a second press asks anew. */
const ASKED_MS = 10_000;

export type ConsentDesk = {
  readonly isAsked: boolean;
  /** Something was noted on this page just now. */
  readonly isNoted: boolean;
  readonly press: () => void;
  /** Leaves the question; false: nothing was asked. */
  readonly cancel: () => boolean;
  /** Takes back what was noted; false: it is not the newest entry. */
  readonly undo: () => boolean;
};

/** `busy`: another entry is under way, and nothing was sent. */
export type ConsentResult = 'noted' | 'busy' | 'refused';

type Noted = {
  readonly optedOut: boolean;
  readonly after: string | null;
  readonly isBack: boolean;
};

/**
 * @param by undefined: the customer's page is not there yet
 * @param newestEntry of the visit, that an undo would take back
 */
export function useConsent(
  by: CustomerView['optedOutBy'] | undefined,
  newestEntry: string | null,
  send: (optedOut: boolean) => Promise<ConsentResult>,
): ConsentDesk {
  const [isAsked, setAsked] = useState(false);
  const [noted, setNoted] = useState<Noted | null>(null);

  useEffect(() => {
    if (!isAsked) return undefined;
    const timer = setTimeout(() => setAsked(false), ASKED_MS);
    return () => clearTimeout(timer);
  }, [isAsked]);

  const note = async (optedOut: boolean, isBack: boolean): Promise<void> => {
    const result = await send(optedOut);
    // Pressed right behind another entry: the question stays, and the next press notes it.
    if (result === 'busy') return;
    setAsked(false);
    if (result === 'noted') setNoted({ optedOut, after: newestEntry, isBack });
  };
  const cancel = (): boolean => {
    setAsked(false);
    return isAsked;
  };
  return {
    isAsked,
    isNoted: noted !== null,
    press: () => {
      if (by === undefined || by === 'hq') return;
      if (isAsked) void note(by === null, false);
      else setAsked(true);
    },
    cancel,
    undo: () => {
      if (cancel()) return true;
      if (noted === null || noted.isBack || noted.after !== newestEntry) return false;
      void note(!noted.optedOut, true);
      return true;
    },
  };
}

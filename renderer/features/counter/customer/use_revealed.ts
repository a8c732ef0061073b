// What was deliberately shown of a customer: for ten seconds, then masked again. Each time is in the audit log.
import { useEffect, useState } from 'react';
import type { CustomerFile } from '#shared/model/customer.ts';
import { useReveal } from '#renderer/client/customer.ts';
import type { Failure } from '#renderer/ui/failure_type.ts';

const SHOWN_MS = 10_000;

export type Revealed = {
  readonly name: string;
  readonly phone: string;
  readonly account: string;
  readonly file: CustomerFile | null;
  /** UTC ms */
  readonly until: number;
};

export function useRevealed(id: number): {
  readonly revealed: Revealed | null;
  readonly failure: Failure | null;
  /** Shows, or masks at once what is shown. */
  readonly toggle: () => void;
} {
  const reveal = useReveal();
  const [revealed, setRevealed] = useState<Revealed | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  useEffect(() => {
    if (revealed === null) return undefined;
    const timer = setTimeout(() => setRevealed(null), Math.max(0, revealed.until - Date.now()));
    return () => clearTimeout(timer);
  }, [revealed]);

  // A page that is hidden (locked, help) comes back masked.
  useEffect(() => () => setRevealed(null), []);

  const show = async (): Promise<void> => {
    const answer = await reveal(id);
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) setRevealed({ ...answer.value, until: Date.now() + SHOWN_MS });
  };
  return {
    revealed,
    failure,
    toggle: () => {
      if (revealed === null) void show();
      else setRevealed(null);
    },
  };
}

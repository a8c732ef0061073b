// Checks draws that the branches reported against what was leased to them, and slips that customers bring.
import { z } from 'zod';
import { issueText } from '#shared/base/first_issue.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { fingerprintBefore } from '#shared/engine/lottery/seed_chain.ts';
import { countTickets } from '#shared/engine/lottery/tickets.ts';
import {
  type DrawFault,
  verifyDraw,
  verifySingleDraw,
} from '#shared/engine/lottery/verify_draw.ts';
import { eventPayloads } from '#shared/model/event.ts';
import type { Database } from '#hub/db/database.ts';
import {
  readDraw,
  readDraws,
  readLeases,
  readStrayDraws,
  type StoredLease,
} from '#hub/db/lease.ts';

type FoundFault = {
  readonly lease: string;
  readonly draw: number;
  /** Null: of a slip. */
  readonly event: string | null;
  readonly detail: string;
};

export type Verification = {
  readonly leases: number;
  readonly draws: number;
  readonly faults: readonly FoundFault[];
};

export type VerifyError =
  | { readonly type: 'unknown-lease' | 'unknown-event' }
  | { readonly type: 'bad-slip'; readonly detail: string };

/** Every draw of one lease, or of all; and draws of leases that were never granted. */
export async function verifyLottery(
  db: Database,
  only?: string,
): Promise<Result<Verification, VerifyError>> {
  const leases = (await readLeases(db)).filter(({ id }) => only === undefined || id === only);
  if (only !== undefined && leases.length === 0) return err({ type: 'unknown-lease' });
  let draws = 0;
  const faults: FoundFault[] = [];
  for (const lease of leases) {
    const checked = await verifyLease(db, lease);
    draws += checked.draws;
    faults.push(...checked.faults);
  }
  if (only === undefined) {
    for (const { event, lease, device } of await readStrayDraws(db)) {
      draws += 1;
      faults.push({ lease, draw: 0, event, detail: `was never leased to ${device}` });
    }
  }
  return ok({ leases: leases.length, draws, faults });
}

/** One reported draw, with all that it rests on. */
export async function verifyEvent(
  db: Database,
  event: string,
): Promise<Result<Verification, VerifyError>> {
  const drawn = await readDraw(db, event);
  if (drawn === undefined) return err({ type: 'unknown-event' });
  const lease = (await readLeases(db)).find(({ id }) => id === drawn.lease);
  if (lease === undefined) return err({ type: 'unknown-lease' });
  const { faults } = await verifyLease(db, lease);
  return ok({ leases: 1, draws: 1, faults: faults.filter((fault) => fault.event === event) });
}

/** What the counter shows of a draw; the fingerprint is the one that was on show before it. */
const slipSchema = eventPayloads['lottery.drawn']
  .pick({ lease: true, draw: true, number: true, seed: true, tickets: true })
  .extend({
    lottery: eventPayloads['lottery.drawn'].shape.lottery.optional(),
    prize: z.string().nullable(),
    fingerprint: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  })
  .loose();

/** Without a fingerprint the slip is checked against the lease's own. */
export async function verifySlip(
  db: Database,
  text: string,
): Promise<Result<Verification, VerifyError>> {
  const parsed = slipSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    return err({ type: 'bad-slip', detail: issueText(parsed.error, 'slip') });
  }
  const slip = parsed.data;
  const lease = (await readLeases(db)).find(({ id }) => id === slip.lease);
  const ours = lease && fingerprintOf(lease, slip.draw);
  const fingerprint = slip.fingerprint ?? ours;
  if (fingerprint === undefined) return err({ type: 'unknown-lease' });
  // The name of the lottery is for people: nothing of a single draw rests on it.
  const drawn = { ...slip, lottery: slip.lottery ?? '' };
  const faults = verifySingleDraw(fingerprint, drawn).map((fault) =>
    toFault(slip.lease, null, fault),
  );
  if (ours !== undefined && ours !== fingerprint) {
    const detail = 'the fingerprint on the slip is not that of the lease';
    faults.push({ lease: slip.lease, draw: slip.draw, event: null, detail });
  }
  return ok({ leases: 1, draws: 1, faults });
}

async function verifyLease(
  db: Database,
  lease: StoredLease,
): Promise<{ readonly draws: number; readonly faults: readonly FoundFault[] }> {
  const draws = await readDraws(db, lease);
  const faults = verifyDraw(lease, draws).map((fault) =>
    toFault(lease.id, draws[fault.place - 1]?.event ?? null, fault),
  );
  return { draws: draws.length, faults };
}

const toFault = (lease: string, event: string | null, { draw, detail }: DrawFault): FoundFault => ({
  lease,
  draw,
  event,
  detail,
});

/** Undefined for a draw that the lease does not have. */
const fingerprintOf = (lease: StoredLease, draw: number): string | undefined => {
  const draws = countTickets(lease.tickets);
  return draw <= draws ? fingerprintBefore(lease.lastSeed, draw, draws) : undefined;
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

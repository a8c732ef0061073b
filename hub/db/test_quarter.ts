// For tests: a quarter of decisions and finished visits of one branch, one of each a customer.
import { createHash } from 'node:crypto';
import { type Database, sql } from './database.ts';

export type TestVisit = {
  readonly customer: number;
  readonly isHeldOut: boolean;
  readonly isAccepted: boolean;
  readonly prepaid: number;
  readonly usualTopUp: number;
};

const SENTENCE = { offer: 'plain', tier: 't', treatment: 'say', score: 100 };

/** @param at UTC ms of the first visit; an event long after ends the windows of all */
export async function addTestQuarter(
  db: Database,
  branch: string,
  visits: readonly TestVisit[],
  at: number,
): Promise<void> {
  const device = `q-${branch}`;
  const tokenHash = createHash('sha256').update(device).digest();
  await db.execute(sql`
    insert into device (id, branch, name, token_hash) values (${device}, ${branch}, ${device}, ${tokenHash})`);
  const rows = visits.flatMap(({ customer, isHeldOut, isAccepted, prepaid, usualTopUp }, index) => {
    const inputs = {
      facts: { usualTopUp, arpu3: null },
      ...(isHeldOut ? { ghosts: [SENTENCE] } : {}),
    };
    const made = {
      customer,
      engine: '4.0.0',
      catalog: 'test',
      policy: 'test',
      proposals: isHeldOut ? [] : [SENTENCE],
      inputs: JSON.stringify(inputs),
    };
    const answer = { customer, ...SENTENCE, answer: 'accepted' };
    return [
      { kind: 'decision.made', payload: made, at: at + index },
      ...(isAccepted ? [{ kind: 'answer.recorded', payload: answer, at: at + index }] : []),
      { kind: 'visit.finished', payload: { customer, prepaid }, at: at + index + 1 },
    ];
  });
  rows.push({
    kind: 'visit.finished',
    payload: { customer: 0, prepaid: 0 } as never,
    at: at + 90 * 86_400_000,
  });
  await db.execute(sql`
    insert into event (id, device, branch, sequence, kind, payload, at, day, staff)
    select gen_random_uuid(), ${device}, ${branch}, row_number() over (), e.kind, e.payload::jsonb, e.at,
      '2026-10-01', 'c1'
    from unnest(${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ payload }) => JSON.stringify(payload))}::text[],
      ${rows.map((row) => row.at)}::bigint[]) as e (kind, payload, at)`);
}

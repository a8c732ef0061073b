// What a customer did at the branch on a day: finished visits of this device, and of the others as HQ told them.
import type { Uuid } from '#shared/base/id.ts';
import type { Fen } from '#shared/base/money.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import type { EventPayload } from '#shared/model/event.ts';
import type { Purpose } from '#shared/model/visit.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import type { GiftCount } from '#shared/engine/visit_line.ts';

export type DoneRow = {
  readonly visit: Uuid;
  readonly device: string;
  readonly at: Instant;
  readonly purpose: Purpose;
  readonly prepaid: Fen | null;
  readonly gifts: readonly GiftCount[];
};

/** The oldest first. */
export const doneOnDay = (ledger: ReadableDB, customer: number, day: Day): readonly DoneRow[] =>
  ledger
    .all<Pick<DoneRow, 'visit' | 'device' | 'at'> & { readonly payload: string }>(sql`
      select visit, device, at, payload from standing
      where kind = 'visit.finished' and customer = ${customer} and day = ${day}
      union all
      select visit, device, at, payload from told_standing
      where kind = 'visit.finished' and customer = ${customer} and day = ${day}
      order by at`)
    .map(({ payload, ...row }) => {
      const { purpose, prepaid, gifts } = JSON.parse(payload) as EventPayload<'visit.finished'>;
      return { ...row, purpose, prepaid, gifts };
    });

// Look-ups of runs of the program before this one, by how long it ran since.
import type { LookUpAction } from '#shared/model/look_up.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

export type PastLookUp = {
  readonly staff: string;
  readonly action: LookUpAction;
  readonly customer: number;
  /** For how many ms the program ran after it, as far as its look-ups tell: never more than it did. */
  readonly age: number;
  /** A manager approved it, and with it a fresh budget. */
  readonly isRenewed: boolean;
};

type Row = {
  readonly sequence: number;
  readonly staff: string | null;
  readonly action: LookUpAction;
  readonly customer: number | null;
  readonly detail: string;
};

/** As `createLookUps` records it; rows of before it did have none. */
type Detail = { readonly run?: number; readonly ran?: number; readonly manager?: string };

const PAGE = 500;
/** Nobody looks at so many in an hour; a log that says so is not read to its end. */
const MOST = 20_000;

/** The newest first, as far back as the program ran for `within` ms. */
export function pastLookUps(ledger: ReadableDB, within: number): readonly PastLookUp[] {
  const found: PastLookUp[] = [];
  let before = Number.MAX_SAFE_INTEGER;
  let later: Required<Pick<Detail, 'run' | 'ran'>> | null = null;
  let age = 0;
  for (let read = 0; read < MOST; read += PAGE) {
    const rows = pageBefore(ledger, before);
    for (const { staff, action, customer, detail } of rows) {
      const { run, ran, manager } = JSON.parse(detail) as Detail;
      if (run === undefined || ran === undefined) continue;
      // Of another run all that is known is how long the later one had run.
      if (later !== null) age += later.run === run ? Math.max(0, later.ran - ran) : later.ran;
      later = { run, ran };
      if (age >= within) return found;
      if (staff === null || customer === null) continue;
      found.push({ staff, action, customer, age, isRenewed: manager !== undefined });
    }
    before = rows.at(-1)?.sequence ?? 0;
    if (rows.length < PAGE) break;
  }
  return found;
}

const pageBefore = (ledger: ReadableDB, before: number): readonly Row[] =>
  ledger.all<Row>(sql`
    select sequence, staff, action, customer, detail from audit
    where sequence < ${before} and action in ('open', 'reveal', 'file')
    order by sequence desc limit ${PAGE}`);

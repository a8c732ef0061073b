// Brings the lines of visits up to the events that have come in. Costs what is new, a few hundred visits at a time.
import type { Catalog } from '#shared/model/catalog.ts';
import {
  foldLine,
  type FoldHelp,
  type LineEvent,
  type VisitLine,
} from '#shared/engine/visit_line.ts';
import type { Database } from '#hub/db/database.ts';
import { readCatalog } from '#hub/db/editions.ts';
import {
  type LineEventRow,
  lockFold,
  readCatalogsOfDecisions,
  readLineEvents,
  takeStaleVisits,
  writeLines,
} from '#hub/db/visit_line.ts';

const STEP = 500;

/**
 * Folds up to `most` visits whose events changed since they were last folded.
 * @returns how many; 0 also while another copy of the hub is at it
 */
export const followVisits = (db: Database, most = STEP): Promise<number> =>
  db.transaction(async (tx) => {
    if (!(await lockFold(tx))) return 0;
    const stale = await takeStaleVisits(tx, most);
    if (stale.length === 0) return 0;
    const rows = await readLineEvents(tx, stale);
    const help = await foldHelpOf(tx, rows);
    const byVisit = new Map<string, LineEventRow[]>();
    for (const row of rows) {
      const key = `${row.branch} ${row.visit}`;
      const own = byVisit.get(key);
      if (own === undefined) byVisit.set(key, [row]);
      else own.push(row);
    }
    await writeLines(
      tx,
      stale.map(({ branch, visit }) => ({
        branch,
        visit,
        line: lineOf(byVisit.get(`${branch} ${visit}`) ?? [], help),
      })),
    );
    return stale.length;
  });

/** All of them: for programs that cannot come back later. */
export async function followAllVisits(db: Database): Promise<void> {
  while ((await followVisits(db)) > 0);
}

const lineOf = (rows: readonly LineEventRow[], help: FoldHelp): VisitLine | undefined =>
  foldLine(rows.map(rowToEvent), help);

/** A walk-in's say what a visit's say, less the phone and with no gift. */
function rowToEvent({ branch: _b, visit: _v, ...row }: LineEventRow): LineEvent {
  if (!row.kind.startsWith('walk-in.')) return row as unknown as LineEvent;
  const { phone: _phone, ...words } = row.payload;
  const kind = row.kind.replace('walk-in.', 'visit.');
  return { ...row, kind, payload: { ...words, customer: null, gifts: [] } } as unknown as LineEvent;
}

/** Answers of before do not say what their rung asks for: the catalog of their decision does, where HQ has it. */
async function foldHelpOf(tx: Database, rows: readonly LineEventRow[]): Promise<FoldHelp> {
  const inForce = await readCatalog(tx);
  const care = new Set(
    (inForce?.offers ?? []).filter(({ promotional }) => !promotional).map(({ id }) => id),
  );
  const decisions = rows.flatMap(({ kind, payload: { asks, decision } }) =>
    kind === 'answer.recorded' && asks === undefined && typeof decision === 'string'
      ? [decision]
      : [],
  );
  const editionOf = await readCatalogsOfDecisions(tx, decisions);
  const editions = new Map<string, Catalog | undefined>();
  for (const version of new Set(editionOf.values()))
    editions.set(version, await readCatalog(tx, version));
  return {
    isCare: (offer) => care.has(offer),
    asksOf: ({ decision, offer, tier }) => {
      const catalog = editions.get(editionOf.get(decision) ?? '');
      const found = catalog?.offers.find(({ id }) => id === offer);
      if (found?.promotional !== true) return null;
      return found.tiers.find(({ id }) => id === tier)?.prepay ?? null;
    },
  };
}

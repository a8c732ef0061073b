// What a file tells of every customer in it beside their figures: of which holdings it speaks, and who has no contract.
import { ALL_HOLDINGS } from '#hub/db/customer_documents.ts';
import type { Database } from '#hub/db/database.ts';
import { type Sql, sql } from '#hub/db/sql.ts';
import type { RowReader } from '#hub/import/record.ts';

export type Tells = {
  /** Codes of holdings that the file decides about; `ALL_HOLDINGS` among them: of all that there are. */
  readonly holdings: readonly string[];
  /** What a blank end of a contract says; undefined: the file has no such column. */
  readonly blankContract: 'nothing' | 'none' | undefined;
};

export const toldByFile = (reader: RowReader): Tells => ({
  holdings: [...reader.holdingCodes, ...(reader.hasAllHoldings ? [ALL_HOLDINGS] : [])],
  blankContract: !reader.fields.includes('contract_end')
    ? undefined
    : reader.keptFields.includes('contract_end')
      ? 'nothing'
      : 'none',
});

/** Before open holdings are filled with what is known. @returns the columns of `customer` that it fills */
export async function stageTold(tx: Database, tells: Tells): Promise<readonly string[]> {
  const columns: string[] = [];
  if (tells.holdings.length > 0) {
    columns.push('holdings_told');
    // The same for every row but those with an open cell: a default costs nothing a row.
    await tx.script(
      `alter table import_row add column holdings_told text[] not null default '${arrayText(tells.holdings)}'`,
    );
    await tx.execute(sql`
      update import_row s set holdings_told = array(
        select code from unnest(s.holdings_told) as u (code)
        where not exists (select from import_holding h where h.row = s.row and h.is_open and h.code = u.code)
        order by code)
      where s.row in (select row from import_holding where is_open)`);
  }
  if (tells.blankContract !== undefined) {
    columns.push('no_contract');
    await tx.script('alter table import_row add column no_contract boolean not null default false');
    if (tells.blankContract === 'none')
      await tx.execute(sql`update import_row set no_contract = true where contract_end is null`);
  }
  return columns;
}

/**
 * What another file told stays told. Of a customer whom the hub knows as of a later day nothing changes, nor of one whose
 * row is the same as before.
 */
export async function keepTold(
  tx: Database,
  tells: Tells,
  { hasOlder, hasSame }: { readonly hasOlder: boolean; readonly hasSame: boolean },
): Promise<void> {
  if (tells.holdings.length > 0)
    await tx.execute(sql`
      update import_row s set holdings_told = array(
        select code from unnest(s.holdings_told || c.holdings_told) as u (code) group by code order by code)
      from customer c
      where c.branch = s.branch and c.account = s.account and not s.holdings_told @> c.holdings_told`);
  if (tells.blankContract === 'nothing')
    await tx.execute(sql`
      update import_row s set no_contract = true
      from customer c
      where c.branch = s.branch and c.account = s.account and c.no_contract and s.contract_end is null`);
  if (hasOlder) await tellAsKnown(tx, tells, sql`import_older`);
  if (hasSame) await tellAsKnown(tx, tells, sql`import_same`);
}

/** @param rows a table of staged rows and their customers */
async function tellAsKnown(tx: Database, tells: Tells, rows: Sql): Promise<void> {
  if (tells.holdings.length > 0)
    await tx.execute(sql`
      update import_row s set holdings_told = c.holdings_told
      from ${rows} o join customer c on c.id = o.customer where o.row = s.row`);
  if (tells.blankContract !== undefined)
    await tx.execute(sql`
      update import_row s set no_contract = c.no_contract
      from ${rows} o join customer c on c.id = o.customer where o.row = s.row`);
}

/** An array as PostgreSQL writes it. @throws for what is no code: nothing else may stand in a script */
function arrayText(codes: readonly string[]): string {
  const odd = codes.find((code) => !/^(?:[A-Za-z0-9._-]+|\*)$/.test(code));
  if (odd !== undefined) throw new Error(`not a code: ${odd}`);
  return `{${codes.toSorted().join(',')}}`;
}

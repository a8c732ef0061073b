// What is kept of the branch's other windows: how far they were heard, their sheets for HQ, and HQ's receipts for them.
import type { Instant } from '#shared/base/month.ts';
import type { Signed } from '#shared/wire/signed.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

/** By device, up to where its sheets came without a gap. */
export const neighbourThrough = (ledger: ReadableDB): ReadonlyMap<string, number> =>
  new Map(
    ledger
      .all<{ device: string; through: number }>(sql`select device, through from neighbour`)
      .map(({ device, through }) => [device, through]),
  );

export const neighbourHeardAt = (ledger: ReadableDB): ReadonlyMap<string, Instant> =>
  new Map(
    ledger
      .all<{ device: string; heard_at: Instant }>(sql`select device, heard_at from neighbour`)
      .map(({ device, heard_at: at }) => [device, at]),
  );

/** @param through null: no further than before */
export const noteNeighbour = (
  ledger: WritableDB,
  device: string,
  through: number | null,
  at: Instant,
): number =>
  ledger.run(sql`
    insert into neighbour (device, through, heard_at) values (${device}, ${through ?? 0}, ${at})
    on conflict (device) do update set
      through = max(through, excluded.through), heard_at = excluded.heard_at`);

/** A sheet without events, by which its device can be shown how far it had come: nobody else can sign it. */
export const keepLastWord = (ledger: WritableDB, device: string, said: Signed): number =>
  ledger.run(sql`
    update neighbour set said_body = ${said.body}, said_signature = ${said.signature}
    where device = ${device}`);

export const lastWordOf = (ledger: ReadableDB, device: string): Signed | null => {
  const row = ledger.get<{ body: string | null; signature: string | null }>(sql`
    select said_body as body, said_signature as signature from neighbour where device = ${device}`);
  const { body = null, signature = null } = row ?? {};
  return body === null || signature === null ? null : { body, signature };
};

export type KeptSheet = {
  readonly device: string;
  readonly after: number;
  readonly through: number;
  readonly signed: Signed;
};

type SheetRow = Omit<KeptSheet, 'signed'> & Signed;

const rowToSheet = ({ body, signature, ...row }: SheetRow): KeptSheet => ({
  ...row,
  signed: { body, signature },
});

export const keepSheet = (
  ledger: WritableDB,
  { device, after, through, signed }: KeptSheet,
): number =>
  ledger.run(sql`
    insert or ignore into neighbour_sheet (device, after, through, body, signature)
    values (${device}, ${after}, ${through}, ${signed.body}, ${signed.signature})`);

/** Of one device after a sequence, in order. */
export const sheetsAfter = (
  ledger: ReadableDB,
  device: string,
  after: number,
  limit: number,
): readonly KeptSheet[] =>
  ledger
    .all<SheetRow>(sql`
      select device, after, through, body, signature from neighbour_sheet
      where device = ${device} and through > ${after} order by through limit ${limit}`)
    .map(rowToSheet);

export type WaitingSheets = {
  readonly device: string;
  /** Entries, not sheets. */
  readonly entries: number;
  /** Of the sheets as they are kept. */
  readonly bytes: number;
};

/** What is kept here for HQ, by the device that recorded it. */
export const waitingSheets = (ledger: ReadableDB): readonly WaitingSheets[] =>
  ledger.all<WaitingSheets>(sql`
    select device, sum(through - after) as entries, sum(length(body)) as bytes
    from neighbour_sheet group by device order by device`);

/** It is to be heard again from there on. */
export const forgetSheetsAfter = (ledger: WritableDB, device: string, after: number): void => {
  ledger.run(sql`delete from neighbour_sheet where device = ${device} and through > ${after}`);
  ledger.run(sql`
    update neighbour set through = min(through, ${after}) where device = ${device}`);
};

/** HQ has it, or never takes it. */
export const dropSheets = (ledger: WritableDB, device: string, through: number): number =>
  ledger.run(sql`delete from neighbour_sheet where device = ${device} and through <= ${through}`);

export const keepReceipt = (
  ledger: WritableDB,
  device: string,
  through: number,
  { body, signature }: Signed,
): number =>
  ledger.run(sql`
    insert or replace into neighbour_receipt (device, through, body, signature)
    values (${device}, ${through}, ${body}, ${signature})`);

export const receiptsFor = (ledger: ReadableDB, device: string): readonly Signed[] =>
  ledger.all<Signed>(sql`
    select body, signature from neighbour_receipt where device = ${device} order by through`);

export const dropReceipts = (ledger: WritableDB, device: string, through: number): number =>
  ledger.run(sql`delete from neighbour_receipt where device = ${device} and through <= ${through}`);

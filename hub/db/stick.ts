// What the letters of a device told, its receipts for the next one, and answers to computers that enrolled by stick.
import {
  type StickAnswer,
  stickAnswerSchema,
  type StickReport,
  stickReportSchema,
} from '#shared/wire/stick.ts';
import { type Database, sql } from './database.ts';

/** The newest report of the device that came by stick. */
export async function readStickReport(
  db: Database,
  device: string,
): Promise<StickReport | undefined> {
  const [row] = await db.query<{ report: unknown }>(
    sql`select report from stick_letter where device = ${device}`,
  );
  return row && stickReportSchema.parse(row.report);
}

/** Against the letters of the device that were read before. */
export type LetterAge = 'newer' | 'same' | 'older';

/** Only a newer letter changes what was noted. */
export async function noteStickReport(
  db: Database,
  device: string,
  report: StickReport,
  writtenAt: number,
  now: number,
): Promise<LetterAge> {
  const changed = await db.execute(sql`
    insert into stick_letter (device, letter, report, written_at, read_at)
    values (${device}, ${report.letter}, ${JSON.stringify(report)}::jsonb, ${writtenAt}, ${new Date(now)})
    on conflict (device) do update set
      letter = excluded.letter, report = excluded.report, written_at = excluded.written_at, read_at = excluded.read_at
    where stick_letter.letter < excluded.letter`);
  if (changed > 0) return 'newer';
  const noted = await readStickReport(db, device);
  return noted?.letter === report.letter ? 'same' : 'older';
}

/** Ids of the device's events after the sequence, those that wait for a later hub too. */
export async function readStoredAfter(
  db: Database,
  device: string,
  sequence: number,
): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(sql`
    select id from event where device = ${device} and sequence > ${sequence}
    union all
    select id from event_waiting where device = ${device} and sequence > ${sequence}`);
  return rows.map(({ id }) => id);
}

export const readSetAside = (
  db: Database,
  device: string,
): Promise<readonly { readonly id: string; readonly reason: string }[]> =>
  db.query(sql`
    select id, reason from event_quarantine where device = ${device} order by received_at`);

export async function readStickAnswer(
  db: Database,
  publicKey: string,
): Promise<StickAnswer | undefined> {
  const [row] = await db.query<{ answer: unknown }>(
    sql`select answer from stick_answer where public_key = ${publicKey}`,
  );
  return row && stickAnswerSchema.parse(row.answer);
}

export const insertStickAnswer = (
  tx: Database,
  device: string,
  answer: StickAnswer,
  now: number,
): Promise<number> =>
  tx.execute(sql`
    insert into stick_answer (public_key, device, answer, made_at)
    values (${answer.to}, ${device}, ${JSON.stringify(answer)}::jsonb, ${new Date(now)})`);

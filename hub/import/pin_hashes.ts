// PINs of imported staff: an unchanged PIN keeps its stored hash, so that the same file changes nothing.
import { hashPin } from './pin_hash.ts';
import type { ImportRecord, RowReader } from './record.ts';

/** @param stored present hashes by `branch/staff` */
export async function hashPins(
  reader: RowReader,
  records: readonly ImportRecord[],
  stored: ReadonlyMap<string, string>,
): Promise<readonly ImportRecord[]> {
  const [pinAt, branchAt, idAt] = ['pin', 'branch', 'id'].map((name) =>
    reader.fields.indexOf(name),
  );
  if (pinAt === undefined || pinAt < 0) return records;
  const hashed: ImportRecord[] = [];
  for (const record of records) {
    const pin = String(record.values[pinAt]);
    const known = stored.get(`${record.values[branchAt ?? 0]}/${record.values[idAt ?? 0]}`);
    const salt = known?.split('$')[4];
    const same = salt !== undefined && (await hashPin(pin, Buffer.from(salt, 'base64'))) === known;
    const hash = same && known !== undefined ? known : await hashPin(pin);
    hashed.push({ ...record, values: record.values.with(pinAt, hash) });
  }
  return hashed;
}

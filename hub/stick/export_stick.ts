// HQ's letters to the devices of a branch, with the branch's newest pack beside them.
import { createHash } from 'node:crypto';
import type { Instant } from '#shared/base/month.ts';
import type { LetterHead, StickPart, StickReply, StickReport } from '#shared/wire/stick.ts';
import { packManifestSchema, type PackManifest } from '#shared/wire/pack.ts';
import { HUB_KEYS_FILE } from '#shared/wire/hub_keys.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { Signed } from '#shared/wire/signed.ts';
import type { ToldShares } from '#shared/wire/told.ts';
import type { Database } from '#hub/db/database.ts';
import { findNeighbour } from '#hub/db/device.ts';
import { readActiveDevices, readHeld } from '#hub/db/device_report.ts';
import { readChunk, readLatestPack, storedToSigned } from '#hub/db/pack.ts';
import { readChanges, readPublication } from '#hub/db/publication.ts';
import { readSetAside, readStickReport, readStoredAfter } from '#hub/db/stick.ts';
import { isOfToday, renewManifest } from '#hub/publish/pack_store.ts';
import { lendGifts } from '#hub/lend/gifts.ts';
import type { Hub } from '#hub/serve/authorise.ts';
import { handKeys } from '#hub/serve/hand_keys.ts';
import { tellDevice } from '#hub/serve/tell_device.ts';
import { hubNameOf } from '#stick/enrolment.ts';
import { packPart } from '#stick/part.ts';
import { writeLetter } from '#stick/sealed_file.ts';
import {
  letterName,
  listStick,
  makeStickFolder,
  openOnStick,
  packName,
  removeOnStick,
  writeOnStick,
} from '#stick/stick_folder.ts';
import { onStick } from '#stick/stick_problem.ts';

type WrittenLetter = {
  readonly device: string;
  readonly deviceName: string;
  /** Events whose receipts are in it. */
  readonly receipts: number;
  readonly changes: number;
  /** When the device wrote the newest letter that HQ has read, UTC ms; null: HQ has read none. */
  readonly heardLetter: number | null;
};

export type ExportReport = {
  readonly number: number;
  readonly packBytes: number;
  readonly letters: readonly WrittenLetter[];
};

export type ExportRefusal = { readonly type: 'not-published' } | { readonly type: 'no-device' };

/**
 * One letter for each device that is not revoked. Asked again it writes the newer state over the older one.
 * @throws StickProblem
 */
export async function exportToStick(
  hub: Hub,
  branch: string,
  chosen: string,
): Promise<ExportReport | ExportRefusal> {
  const now = hub.clock();
  await hub.database.transaction((tx) => renewManifest(tx, hub.secret, branch, now));
  const devices = await readActiveDevices(hub.database, branch);
  if (devices.length === 0) return { type: 'no-device' };
  const shares = new Map<string, ToldShares | null>();
  for (const { id } of devices) shares.set(id, await lendByStick(hub, branch, id, now));
  return hub.database.transaction(
    async (db) => {
      const latest = (await readPublication(db, branch))?.number ?? 0;
      const pack = await readLatestPack(db, branch);
      if (pack === undefined || !isOfToday(pack)) {
        return { type: 'not-published' as const };
      }
      const manifest = packManifestSchema.parse(
        JSON.parse(Buffer.from(pack.body).toString('utf8')),
      );
      const folder = await makeStickFolder(chosen);
      await writePack(db, folder, manifest);
      await writeHubKeys(folder, hub.secret.succession);
      const letters: WrittenLetter[] = [];
      for (const { id, name } of devices) {
        const report = await readStickReport(db, id);
        const addressee = { branch, id, report, latest, now, shares: shares.get(id) ?? null };
        const letter = await letterTo(hub, db, addressee, manifest.number);
        const head: Omit<LetterHead, 'salt'> = {
          kind: 'to-device',
          protocol: PROTOCOL_VERSION,
          hub: hubNameOf(hub.secret.publicKey),
          branch,
          device: id,
          deviceName: name,
          at: now as Instant,
          count: latest,
        };
        const known = await findNeighbour(db, id);
        const keys = known === undefined ? null : await handKeys(db, hub.secret, known);
        const reply: StickReply = { ...letter.reply, manifest: storedToSigned(pack), keys };
        await writeLetter(
          folder,
          letterName('to-device', branch, id),
          head,
          { secret: hub.secret.ledgerKey(id) },
          packed([reply, ...letter.parts]),
          hub.secret.sign,
        );
        const heardLetter = report?.letter ?? null;
        letters.push({ device: id, deviceName: name, heardLetter, ...letter.counts });
      }
      return { number: latest, packBytes: manifest.bytes, letters };
    },
    { snapshot: true },
  );
}

/** For those who know HQ by the keys of before the last rotation. */
async function writeHubKeys(folder: string, succession: readonly Signed[]): Promise<void> {
  if (succession.length === 0) return;
  const text = JSON.stringify({ succession });
  await writeOnStick(folder, HUB_KEYS_FILE, (file) => file.writeFile(text));
}

/** One after the other: all of them at once would take their room twice. */
function* packed(parts: readonly unknown[]): Generator<Buffer> {
  for (const part of parts) yield packPart(part);
}

type Addressee = {
  readonly branch: string;
  readonly id: string;
  readonly report: StickReport | undefined;
  readonly latest: number;
  readonly now: number;
  readonly shares: ToldShares | null;
};

/** As the device said of itself last; one that HQ has read nothing of holds nothing yet. */
async function lendByStick(
  { database }: Hub,
  branch: string,
  id: string,
  now: number,
): Promise<ToldShares | null> {
  const share = (await readStickReport(database, id))?.share;
  const holds = new Map(Object.entries(share?.pieces ?? {}));
  const question = { series: share?.series ?? 0, edition: share?.edition ?? 0, holds };
  return lendGifts(database, { id, branch }, question, now);
}

/** Ids in one part: less than a megabyte. */
const IDS_AT_ONCE = 20_000;

async function letterTo(
  hub: Hub,
  db: Database,
  { branch, id, report, latest, now, shares }: Addressee,
  packNumber: number,
): Promise<{
  readonly reply: Omit<StickReply, 'manifest' | 'keys'>;
  readonly parts: readonly StickPart[];
  readonly counts: { readonly receipts: number; readonly changes: number };
}> {
  const held = await readHeld(db, id);
  const stored = await readStoredAfter(db, id, report?.floor ?? 0);
  const quarantined = await readSetAside(db, id);
  const parts: StickPart[] = [{ type: 'receipts', stored: [], quarantined: [...quarantined] }];
  for (let at = 0; at < stored.length; at += IDS_AT_ONCE) {
    const ids = stored.slice(at, at + IDS_AT_ONCE);
    parts.push({ type: 'receipts', stored: ids as never, quarantined: [] });
  }
  const changes = await changesFor(db, branch, report?.number ?? 0, packNumber, latest);
  parts.push(...changes);
  const toldAfter = report?.told ?? {};
  const lost = toldAfter[id] === undefined ? 0 : (report?.share.series ?? 0);
  let after = new Map(Object.entries(toldAfter));
  for (;;) {
    const asking = { branch, device: id, after, lost };
    const { told, signed } = await tellDevice(db, hub.secret, asking, shares, now);
    parts.push({ type: 'told', told: signed });
    if (!told.more) break;
    after = new Map(after);
    for (const { device, sequence } of told.events) after.set(device, sequence);
  }
  const isLost =
    report !== undefined && (held.total < report.stored || held.through < report.floor);
  return {
    reply: {
      letter: report?.letter ?? 0,
      held,
      resendAfter: isLost ? held.through : null,
      latest,
      toldAfter,
    },
    parts,
    counts: { receipts: stored.length + quarantined.length, changes: changes.length },
  };
}

/** From what the device has on, where that chain is there; else from the pack on. */
async function changesFor(
  db: Database,
  branch: string,
  deviceNumber: number,
  packNumber: number,
  latest: number,
): Promise<readonly StickPart[]> {
  const since = deviceNumber === 0 ? packNumber : Math.min(deviceNumber, packNumber);
  const found = await readChanges(db, branch, since, Math.max(1, latest - since));
  const isUnbroken = since === packNumber || found[0]?.number === since + 1;
  const changes = isUnbroken ? found : found.filter(({ number }) => number > packNumber);
  return changes.map((change) => ({
    type: 'change' as const,
    head: storedToSigned(change),
    rows: Buffer.from(change.rows).toString('base64'),
  }));
}

/** One pack of the branch is on a stick: older ones make room first. */
async function writePack(db: Database, folder: string, manifest: PackManifest): Promise<void> {
  const { branch, number, digest } = manifest;
  const name = packName(branch, number, digest);
  for (const other of await listStick(folder, 'pack')) {
    if (other !== name && other.startsWith(`${branch}.`)) await removeOnStick(folder, other);
  }
  if (await isThere(folder, name, manifest)) return;
  await writeOnStick(folder, name, async (file) => {
    for (const sha256 of manifest.chunks) {
      const bytes = await readChunk(db, branch, Buffer.from(sha256, 'hex'));
      if (bytes === undefined) throw new Error(`${name}: a chunk is missing`);
      await file.appendFile(bytes);
    }
  });
}

/** Every byte of it: a stick that wore out is written anew. */
async function isThere(folder: string, name: string, manifest: PackManifest): Promise<boolean> {
  if (!(await listStick(folder, 'pack')).includes(name)) return false;
  const file = await openOnStick(folder, name);
  try {
    const { size } = await onStick(() => file.stat());
    if (size !== manifest.bytes) return false;
    const chunk = Buffer.alloc(manifest.chunkBytes);
    for (const [index, sha256] of manifest.chunks.entries()) {
      const at = index * manifest.chunkBytes;
      const { bytesRead } = await onStick(() => file.read(chunk, 0, chunk.length, at));
      const found = createHash('sha256').update(chunk.subarray(0, bytesRead)).digest('hex');
      if (found !== sha256) return false;
    }
    return true;
  } finally {
    await file.close();
  }
}

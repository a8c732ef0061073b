// Letters of devices, read at HQ: each whole or refused, its events held once, and no older one takes anything back.
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventsRequestSchema } from '#shared/wire/events.ts';
import { OLDEST_EVENTS } from '#shared/wire/protocol.ts';
import { type LetterHead, type StickReport, stickReportSchema } from '#shared/wire/stick.ts';
import { oneLine } from '#shared/base/one_line.ts';
import { readBranch } from '#hub/db/branch.ts';
import { findDevice, type Device, insertDevice } from '#hub/db/device.ts';
import { noteProgress, readHeld } from '#hub/db/device_report.ts';
import { type LetterAge, noteStickReport } from '#hub/db/stick.ts';
import { noteHeard } from '#hub/db/told.ts';
import type { Hub } from '#hub/serve/authorise.ts';
import { receiveEvents } from '#hub/serve/receive_events.ts';
import { hubNameOf } from '#stick/enrolment.ts';
import { unpackPart } from '#stick/part.ts';
import { type LetterKey, readHead, readParts } from '#stick/sealed_file.ts';
import { copyFromStick, findStickFolder, listStick, openOnStick } from '#stick/stick_folder.ts';
import { StickProblem } from '#stick/stick_problem.ts';

export type ReadLetter = {
  readonly name: string;
  /** Null where not even the head could be read. */
  readonly head: LetterHead | null;
  readonly outcome:
    | {
        readonly type: 'taken';
        readonly events: number;
        /** Of them, those that HQ did not hold before. */
        readonly fresh: number;
        readonly quarantined: number;
        readonly age: LetterAge;
        /** HQ did not know the device, and knows it again by this letter. */
        readonly isAdmitted: boolean;
      }
    | { readonly type: 'refused'; readonly problem: StickProblem };
};

/** No letter is larger: a year of a busy counter is far below it. */
const MOST_BYTES = 2 * 1024 ** 3;

/** @throws StickProblem of the stick itself; what is wrong with one letter is told of that one, and the others are read */
export async function importLetters(hub: Hub, chosen: string): Promise<readonly ReadLetter[]> {
  const folder = await findStickFolder(chosen);
  if (folder === null) throw new StickProblem('empty', 'no folder counter-assist is on it');
  const work = await mkdtemp(join(tmpdir(), 'hub-stick-'));
  try {
    const read: ReadLetter[] = [];
    for (const name of await listStick(folder, 'letter')) {
      const letter = await importLetter(hub, folder, name, join(work, 'letter'));
      if (letter !== null) read.push(letter);
    }
    return read;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Null for a letter that goes the other way. */
async function importLetter(
  hub: Hub,
  folder: string,
  name: string,
  copy: string,
): Promise<ReadLetter | null> {
  let head: LetterHead | null = null;
  try {
    if ((await headOf(await openOnStick(folder, name))).kind !== 'to-hq') return null;
    await copyFromStick(folder, name, copy, MOST_BYTES);
    head = await headOf(await open(copy, 'r'));
    const known = await addressedBy(hub, head);
    const key = { secret: hub.secret.ledgerKey(head.device) };
    // Once to see that it is whole, and once to take it: from our own copy.
    const report = await checkWhole(copy, key).catch((error: unknown) => {
      throw known === null ? unknownDevice(head?.device ?? '', error) : error;
    });
    const device = known ?? (await admit(hub, head, report));
    const taken = await take(hub, device, head, readParts(copy, key, null));
    return { name, head, outcome: { ...taken, isAdmitted: known === null } };
  } catch (error) {
    if (!(error instanceof StickProblem)) throw error;
    if (error.reason === 'gone') throw error;
    return { name, head, outcome: { type: 'refused', problem: error } };
  }
}

async function headOf(file: FileHandle): Promise<LetterHead> {
  try {
    return await readHead(file);
  } finally {
    await file.close();
  }
}

async function checkWhole(copy: string, key: LetterKey): Promise<StickReport> {
  let report: StickReport | null = null;
  for await (const part of readParts(copy, key, null)) {
    report ??= unpackPart(part, stickReportSchema);
  }
  if (report === null) throw new StickProblem('cut', 'it has no part');
  return report;
}

const unknownDevice = (device: string, error: unknown): unknown =>
  error instanceof StickProblem && error.reason === 'altered'
    ? new StickProblem('unknown-device', `HQ knows no device ${device}`)
    : error;

/**
 * It enrolled after the backup that this HQ was restored from: only whom HQ enrolled has the key that its letter opens with.
 * By line it is known again as well.
 */
async function admit(hub: Hub, head: LetterHead, { self }: StickReport): Promise<Device> {
  const { device: id, branch, deviceName: name } = head;
  if (self === undefined || (await readBranch(hub.database, branch)) === undefined) {
    throw new StickProblem('unknown-device', `HQ knows no device ${id} of ${branch}`);
  }
  const { tokenHash, keys, since } = self;
  await insertDevice(
    hub.database,
    {
      id,
      branch,
      name: oneLine(name),
      tokenHash: Buffer.from(tokenHash, 'base64'),
      keys:
        keys === null
          ? null
          : { sign: Buffer.from(keys.sign, 'base64'), seal: Buffer.from(keys.seal, 'base64') },
    },
    Math.min(since, hub.clock()),
  );
  return { id, branch };
}

/** Null: of nobody whom HQ knows. @throws StickProblem when it is not for this HQ, or of who may not write to it */
async function addressedBy(hub: Hub, head: LetterHead): Promise<Device | null> {
  // Written by who has not heard of a rotation yet, it is for this HQ all the same.
  if (!hub.secret.publicKeys.some((key) => head.hub === hubNameOf(key))) {
    throw new StickProblem('other-hub', 'it is for another HQ');
  }
  const device = await findDevice(hub.database, head.device);
  if (device === undefined) return null;
  if (device.branch !== head.branch) {
    throw new StickProblem('unknown-device', `HQ knows no device ${head.device} of ${head.branch}`);
  }
  if (device.isRevoked) {
    throw new StickProblem('unknown-device', `device ${head.device} was revoked`);
  }
  return device;
}

async function take(
  hub: Hub,
  device: Device,
  head: LetterHead,
  parts: AsyncGenerator<Buffer>,
): Promise<Omit<Extract<ReadLetter['outcome'], { type: 'taken' }>, 'isAdmitted'>> {
  const { database } = hub;
  const before = await readHeld(database, device.id);
  let report: StickReport | null = null;
  let events = 0;
  let quarantined = 0;
  for await (const part of parts) {
    if (report === null) {
      report = unpackPart(part, stickReportSchema);
      continue;
    }
    const batch = unpackPart(part, eventsRequestSchema);
    if (batch.protocol < OLDEST_EVENTS) throw new StickProblem('newer', 'events of no version');
    const answer = await receiveEvents(database, device, batch.events, {
      protocol: batch.protocol,
      now: hub.clock(),
    });
    events += batch.events.length;
    quarantined += answer.quarantined.length;
  }
  if (report === null) throw new StickProblem('cut', 'it has no part');
  const now = hub.clock();
  const age = await noteStickReport(database, device.id, report, head.at, now);
  const held = await readHeld(database, device.id);
  if (age === 'newer') await noteProgress(database, device.id, report.number, now);
  // As of when it was written: what was recorded after that is on its way.
  if (held.through >= report.last) await noteHeard(database, device.id, Math.min(head.at, now));
  const fresh = held.total - before.total;
  return { type: 'taken', events, fresh, quarantined, age };
}

// What is on a stick, for whom, how old, and what to do with it.
import { hubNameOf } from '#stick/enrolment.ts';
import { findStickFolder, listStick, readOnStick, type StickKind } from '#stick/stick_folder.ts';
import { StickProblem } from '#stick/stick_problem.ts';
import { stickAnswerSchema, stickRequestSchema } from '#shared/wire/stick.ts';
import type { StickFile, StickNext, StickView } from '#shared/contract/view_stick.ts';
import type { z } from 'zod';
import type { Device } from '../device.ts';
import { unsavedCount, unsent } from '../store/events.ts';
import { keysOnStick } from '../sync/hub_keys.ts';
import { headOnStick } from './read_reply.ts';
import { newestRead } from './take_reply.ts';

const MOST_ENROL_BYTES = 8 * 1024;

/** @throws StickProblem of the stick itself */
export async function lookAtStick(device: Device, chosen: string): Promise<StickView> {
  const folder = await findStickFolder(chosen);
  const files = folder === null ? [] : await filesOn(device, folder);
  const { count } = unsent(device.ledger);
  const unsaved = unsavedCount(device.ledger);
  return { files, unsent: count, unsaved, next: nextOf(device, files, unsaved) };
}

async function filesOn(device: Device, folder: string): Promise<readonly StickFile[]> {
  const files: StickFile[] = [];
  const { hubPublicKey } = device.secrets;
  const next = await keysOnStick(device.secrets, folder);
  const names = new Set([hubPublicKey, ...(next === null ? [] : [next.sign])].map(hubNameOf));
  for (const name of await listStick(folder, 'letter')) {
    const head = await headOnStick(folder, name);
    if (head instanceof StickProblem) files.push(UNREADABLE);
    else {
      const { kind, branch, deviceName, at, count } = head;
      const isOfHub = names.has(head.hub);
      const whose = isOfHub ? whoseIs(device, branch, head.device) : 'other-hub';
      files.push({ kind, whose, branch, deviceName, at, count: kind === 'to-hq' ? count : null });
    }
  }
  for (const kind of ['request', 'answer'] as const) {
    for (const name of await listStick(folder, kind)) {
      files.push(await enrolFile(device, folder, name, kind));
    }
  }
  return files;
}

const UNREADABLE: StickFile = {
  kind: 'unreadable',
  whose: 'branch',
  branch: null,
  deviceName: null,
  at: null,
  count: null,
};

function whoseIs({ secrets }: Device, branch: string, id: string): StickFile['whose'] {
  if (branch !== secrets.branch) return 'other-branch';
  return id === secrets.device ? 'own' : 'branch';
}

async function enrolFile(
  { secrets }: Device,
  folder: string,
  name: string,
  kind: StickKind & ('request' | 'answer'),
): Promise<StickFile> {
  const schema = kind === 'request' ? stickRequestSchema : stickAnswerSchema;
  const read = await readSmall<z.output<typeof stickRequestSchema | typeof stickAnswerSchema>>(
    folder,
    name,
    schema,
  );
  if (read === null) return UNREADABLE;
  const whose = read.branch === secrets.branch ? 'branch' : 'other-branch';
  const deviceName = 'deviceName' in read ? read.deviceName : null;
  return { kind, whose, branch: read.branch, deviceName, at: read.at, count: null };
}

/** Null when it is none, or no longer whole. @throws StickProblem when the stick is gone */
export async function readSmall<T>(
  folder: string,
  name: string,
  schema: z.ZodType<T>,
): Promise<T | null> {
  try {
    const bytes = await readOnStick(folder, name, MOST_ENROL_BYTES);
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    if (error instanceof StickProblem && error.reason === 'gone') throw error;
    return null;
  }
}

function nextOf(
  { ledger, clock }: Device,
  files: readonly StickFile[],
  unsaved: number,
): StickNext {
  const read = newestRead(ledger, clock.now());
  const own = files.filter(({ whose }) => whose === 'own');
  if (own.some(({ kind, at }) => kind === 'to-device' && (at ?? 0) > read)) return 'read';
  if (unsaved > 0) return 'write';
  if (own.some(({ kind, count }) => kind === 'to-hq' && (count ?? 0) > 0)) return 'to-hq';
  return files.some(({ kind, whose }) => kind === 'to-device' && whose === 'other-branch')
    ? 'to-branch'
    : 'nothing';
}

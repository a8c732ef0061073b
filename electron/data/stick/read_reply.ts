// HQ's letter to this device: found on the stick, copied, proven whole and taken.
import { mkdirSync, statSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '#shared/base/result.ts';
import {
  type LetterHead,
  type StickPart,
  stickPartSchema,
  type StickReply,
  stickReplySchema,
} from '#shared/wire/stick.ts';
import { hubNameOf } from '#stick/enrolment.ts';
import { unpackPart } from '#stick/part.ts';
import { readHead, readParts } from '#stick/sealed_file.ts';
import { copyFromStick, findStickFolder, listStick, openOnStick } from '#stick/stick_folder.ts';
import { StickProblem } from '#stick/stick_problem.ts';
import type { Device } from '../device.ts';
import type { HubClient } from '../sync/hub_client.ts';
import { freeBytes, RESERVE_BYTES } from '../sync/room.ts';
import { hubKey } from '../sync/signed_document.ts';
import type { RoundFailure } from '../sync/round_result.ts';
import { letterKeyOf } from './letter_key.ts';
import { createStickClient } from './stick_client.ts';
import { type TakenReply, takeReply } from './take_reply.ts';

type Follow = (client: HubClient) => Promise<Result<null, RoundFailure>>;

const MOST_BYTES = 2 * 1024 ** 3;

/**
 * To be called while no round of the sync runs.
 * @param follow brings the cache up to what a client answers
 * @throws StickProblem
 */
export async function readReply(
  device: Device,
  chosen: string,
  follow: Follow,
): Promise<Result<TakenReply, RoundFailure>> {
  const folder = await findStickFolder(chosen);
  if (folder === null) throw new StickProblem('empty', 'no folder counter-assist is on it');
  const names = await namesOfOwn(device, folder);
  mkdirSync(device.cacheFolder, { recursive: true, mode: 0o700 });
  const copy = join(device.cacheFolder, 'stick.letter');
  try {
    let spoilt: StickProblem | null = null;
    for (const name of names) {
      await leaveRoom(device, folder, name);
      await copyFromStick(folder, name, copy, MOST_BYTES);
      const letter = await openWhole(device, copy);
      if (!(letter instanceof StickProblem)) return await takeCopy(device, folder, letter, follow);
      if (letter.reason !== 'cut' && letter.reason !== 'altered') throw letter;
      spoilt ??= letter;
    }
    throw spoilt ?? new StickProblem('empty', 'no letter of HQ is on it');
  } finally {
    await rm(copy, { force: true });
  }
}

/**
 * Letters to this device, the newest first: somebody may have copied one, and not to its end.
 * @throws StickProblem that says for whom the stick is instead
 */
async function namesOfOwn({ secrets }: Device, folder: string): Promise<readonly string[]> {
  const own: { name: string; head: LetterHead }[] = [];
  let instead: StickProblem | null = null;
  for (const name of await listStick(folder, 'letter')) {
    const head = await headOnStick(folder, name);
    if (head instanceof StickProblem) instead ??= head;
    if (head instanceof StickProblem || head.kind !== 'to-device') continue;
    if (head.hub !== hubNameOf(secrets.hubPublicKey)) {
      instead = new StickProblem('other-hub', 'it is of another HQ');
    } else if (head.branch !== secrets.branch) {
      instead = new StickProblem('other-branch', `it is for branch ${head.branch}`);
    } else if (head.device === secrets.device) own.push({ name, head });
    else instead = new StickProblem('other-device', `it is for ${head.deviceName}`);
  }
  if (own.length === 0) throw instead ?? new StickProblem('empty', 'no letter of HQ is on it');
  return own.toSorted((a, b) => b.head.at - a.head.at).map(({ name }) => name);
}

/** A head that does not read is told of its own file only. */
export async function headOnStick(
  folder: string,
  name: string,
): Promise<LetterHead | StickProblem> {
  try {
    const file = await openOnStick(folder, name);
    try {
      return await readHead(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof StickProblem && error.reason !== 'gone') return error;
    throw error;
  }
}

async function leaveRoom(device: Device, folder: string, name: string): Promise<void> {
  const free = freeBytes(device.cacheFolder);
  const size = statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
  if (free !== null && size + RESERVE_BYTES > free) {
    throw Object.assign(new Error('no room for the letter'), { code: 'ENOSPC' });
  }
}

type WholeLetter = {
  readonly head: LetterHead;
  readonly reply: StickReply;
  readonly parts: () => AsyncGenerator<StickPart>;
};

/** Nothing of a letter is taken before all of it was proven; what it is instead is told. */
async function openWhole({ secrets }: Device, copy: string): Promise<WholeLetter | StickProblem> {
  const key = letterKeyOf(secrets);
  const hub = hubKey(secrets.hubPublicKey);
  try {
    const { head, reply } = await checkWhole(copy, () => readParts(copy, key, hub));
    const parts = async function* (): AsyncGenerator<StickPart> {
      let isFirst = true;
      for await (const part of readParts(copy, key, hub)) {
        if (!isFirst) yield unpackPart(part, stickPartSchema);
        isFirst = false;
      }
    };
    return { head, reply, parts };
  } catch (error) {
    if (error instanceof StickProblem) return error;
    throw error;
  }
}

function takeCopy(
  device: Device,
  folder: string,
  { head, reply, parts }: WholeLetter,
  follow: Follow,
): Promise<Result<TakenReply, RoundFailure>> {
  const { branch, device: name, hubPublicKey } = device.secrets;
  const reader = {
    ...device,
    branch,
    name,
    hubKey: hubKey(hubPublicKey),
    heard: device.sync.heard,
  };
  return takeReply(reader, { at: head.at, reply, parts }, () =>
    follow(createStickClient({ reply, parts, folder })),
  );
}

async function checkWhole(
  copy: string,
  parts: () => AsyncGenerator<Buffer>,
): Promise<{ readonly head: LetterHead; readonly reply: StickReply }> {
  let reply: StickReply | null = null;
  for await (const part of parts()) reply ??= unpackPart(part, stickReplySchema);
  if (reply === null) throw new StickProblem('cut', 'it has no part');
  const file = await open(copy, 'r');
  try {
    return { head: await readHead(file), reply };
  } finally {
    await file.close();
  }
}

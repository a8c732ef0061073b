// Enrolment without a line: a request on a stick, and HQ's answer to it. The code is typed both times and kept nowhere.
import { sign } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Instant } from '#shared/base/month.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Secrets } from '#electron/port/parent.ts';
import type { EnrolFailure } from '#shared/contract/failure.ts';
import { splitCode } from '#shared/wire/enrol_code.ts';
import { CLOCK_TOLERANCE_MS, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { stickAnswerSchema } from '#shared/wire/stick.ts';
import { createKeys, createRequest, type Keys, openAnswer } from '#stick/enrolment.ts';
import {
  enrolName,
  findStickFolder,
  listStick,
  makeStickFolder,
  writeOnStick,
} from '#stick/stick_folder.ts';
import { StickProblem } from '#stick/stick_problem.ts';
import { privateKey, publicKeysOf } from '../sync/device_keys.ts';
import { keysForEnrolment } from '../sync/enrol_seed.ts';
import { readSmall } from './look.ts';

const keysSchema = z.array(
  z.strictObject({ publicKey: z.string().length(43), privateKey: z.string().length(43) }),
);
/** Requests that may still be answered. */
const KEPT = 8;

const keysPath = (dataDir: string): string => join(dataDir, 'enrol.keys');

/** They open an answer only together with the code. */
function readKeys(dataDir: string): readonly Keys[] {
  try {
    return keysSchema.parse(JSON.parse(readFileSync(keysPath(dataDir), 'utf8')));
  } catch {
    return [];
  }
}

function keepKeys(dataDir: string, keys: Keys): void {
  const path = keysPath(dataDir);
  const all = [keys, ...readKeys(dataDir)].slice(0, KEPT);
  writeFileSync(`${path}.draft`, JSON.stringify(all), { mode: 0o600, flush: true });
  renameSync(`${path}.draft`, path);
}

export const forgetKeys = (dataDir: string): void => rmSync(keysPath(dataDir), { force: true });

const ownKeys = (dataDir: string, branch: string, code: string) =>
  keysForEnrolment(dataDir, { branch, code: splitCode(code).code });

/** @throws StickProblem of the stick; as this computer's disk does */
export async function writeRequest(
  dataDir: string,
  chosen: string,
  input: { readonly branch: string; readonly code: string },
  now: number,
): Promise<void> {
  const folder = await makeStickFolder(chosen);
  const keys = createKeys();
  // First: an answer that nobody can open would use up the code.
  keepKeys(dataDir, keys);
  const own = await ownKeys(dataDir, input.branch, input.code);
  const deviceName = (hostname() || 'counter').slice(0, 100);
  const request = createRequest(
    { branch: input.branch, deviceName, at: now as Instant },
    input.code,
    keys,
    {
      keys: publicKeysOf(own),
      sign: (text) => sign(null, text, privateKey(own.sign)),
    },
  );
  await writeOnStick(folder, enrolName('request', input.branch, keys.publicKey), (file) =>
    file.appendFile(JSON.stringify(request)),
  );
}

/** @throws StickProblem: `empty` without an answer to this computer, `altered` with another code */
export async function readAnswer(
  dataDir: string,
  chosen: string,
  code: string,
  now: number,
): Promise<Result<Secrets, EnrolFailure>> {
  const folder = await findStickFolder(chosen);
  const keys = readKeys(dataDir);
  let isForAnother = false;
  for (const name of folder === null ? [] : await listStick(folder, 'answer')) {
    const answer = await readSmall(folder ?? '', name, stickAnswerSchema);
    if (answer === null) continue;
    const own = keys.find(({ publicKey }) => publicKey === answer.to);
    isForAnother ||= own === undefined;
    if (own === undefined) continue;
    if (answer.protocol !== PROTOCOL_VERSION) {
      const type = answer.protocol > PROTOCOL_VERSION ? 'update-due' : 'hub-behind';
      return err({ type, hub: answer.protocol, own: PROTOCOL_VERSION });
    }
    const response = openAnswer(answer, code, own);
    // Of days ago it may be, but not of a time to come.
    if (answer.at > now + CLOCK_TOLERANCE_MS) {
      return err({ type: 'wrong-clock', hubNow: answer.at, deviceNow: now as Instant });
    }
    const { hubSealKey, ...enrolled } = response;
    const secrets = { ...enrolled, hubUrl: null };
    if (hubSealKey === undefined) return ok(secrets);
    return ok({ ...secrets, hubSealKey, keys: await ownKeys(dataDir, answer.branch, code) });
  }
  throw isForAnother
    ? new StickProblem('other-device', 'its answer is for another computer')
    : new StickProblem('empty', 'no answer of HQ is on it');
}

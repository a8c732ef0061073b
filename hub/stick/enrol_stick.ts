// Computers that ask for enrolment by stick, and their answers.
import type { Instant } from '#shared/base/month.ts';
import { CLOCK_TOLERANCE_MS, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { type StickAnswer, type StickRequest, stickRequestSchema } from '#shared/wire/stick.ts';
import { insertStickAnswer, readStickAnswer } from '#hub/db/stick.ts';
import { publishLeases } from '#hub/publish/publish_leases.ts';
import type { Hub } from '#hub/serve/authorise.ts';
import { enrolDevice, type EnrolError } from '#hub/serve/enrol.ts';
import { isProven, sealAnswer } from '#stick/enrolment.ts';
import {
  enrolName,
  findStickFolder,
  listStick,
  readOnStick,
  writeOnStick,
} from '#stick/stick_folder.ts';
import { StickProblem } from '#stick/stick_problem.ts';

export type ReadRequest = {
  readonly name: string;
  readonly request: StickRequest | null;
  readonly outcome:
    | { readonly type: 'enrolled'; readonly again: boolean }
    /** No code was given, or another request's. */
    | { readonly type: 'needs-code' }
    | { readonly type: 'other-protocol'; readonly protocol: number }
    | { readonly type: 'unreadable' }
    | { readonly type: 'refused'; readonly error: EnrolError };
};

const MOST_BYTES = 8 * 1024;

/**
 * Enrols who proved that code, and writes each answer beside its request; one that was answered before gets the same
 * answer again.
 * @throws StickProblem of the stick itself
 */
export async function importRequests(
  hub: Hub,
  chosen: string,
  code: string | null,
): Promise<readonly ReadRequest[]> {
  const folder = await findStickFolder(chosen);
  if (folder === null) return [];
  const read: ReadRequest[] = [];
  for (const name of await listStick(folder, 'request')) {
    const request = await readRequest(folder, name);
    if (request === null) {
      read.push({ name, request, outcome: { type: 'unreadable' } });
      continue;
    }
    const answered = await answerTo(hub, request, code);
    if ('answer' in answered) {
      const { answer, again } = answered;
      await writeOnStick(folder, enrolName('answer', request.branch, request.publicKey), (file) =>
        file.appendFile(JSON.stringify(answer)),
      );
      read.push({ name, request, outcome: { type: 'enrolled', again } });
    } else read.push({ name, request, outcome: answered });
  }
  return read;
}

async function readRequest(folder: string, name: string): Promise<StickRequest | null> {
  try {
    const bytes = await readOnStick(folder, name, MOST_BYTES);
    return stickRequestSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    if (error instanceof StickProblem && error.reason === 'gone') throw error;
    return null;
  }
}

type Answered = { readonly answer: StickAnswer; readonly again: boolean } | ReadRequest['outcome'];

async function answerTo(hub: Hub, request: StickRequest, code: string | null): Promise<Answered> {
  const { database, secret } = hub;
  const known = await readStickAnswer(database, request.publicKey);
  if (known !== undefined) return { answer: known, again: true };
  const { protocol, branch, deviceName, keys } = request;
  if (protocol !== PROTOCOL_VERSION) return { type: 'other-protocol', protocol };
  // Of a program of before.
  if (keys === undefined && hub.takesKeyless !== true) return { type: 'other-protocol', protocol };
  if (code === null || !isProven(request, code)) return { type: 'needs-code' };
  const now = hub.clock();
  // It was written days ago; only a clock that is ahead can be told to be wrong.
  if (request.at > now + CLOCK_TOLERANCE_MS) {
    return { type: 'refused', error: { type: 'wrong-clock', now } };
  }
  return database
    .transaction(async (tx): Promise<Answered> => {
      const enrolled = await enrolDevice(
        tx,
        secret,
        { protocol, branch, code, now: now as Instant, deviceName, keys },
        now,
      );
      if (!enrolled.ok) return { type: 'refused', error: enrolled.error };
      const enrolledKeys = keys === undefined ? {} : { hubSealKey: secret.sealKey };
      const response = { ...enrolled.value, ...enrolledKeys };
      const answer = sealAnswer(request, code, response, now as Instant);
      await insertStickAnswer(tx, enrolled.value.device, answer, now);
      return { answer, again: false };
    })
    .then(async (answered) => {
      // Another publication may run: that one, or the next, brings what the device may give away.
      if ('answer' in answered) {
        await publishLeases(database, secret, branch, now).catch(() => undefined);
      }
      return answered;
    });
}

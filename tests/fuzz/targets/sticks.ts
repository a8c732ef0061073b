// Files on a stick: letters of either way, requests and answers of enrolment; altered by a finder, or sealed and odd.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Instant } from '#shared/base/month.ts';
import type { Random } from '#shared/base/random.ts';
import { eventsRequestSchema } from '#shared/wire/events.ts';
import { stickPartSchema, stickReplySchema, stickReportSchema } from '#shared/wire/stick.ts';
import { packPart, unpackPart } from '#stick/part.ts';
import { readParts, writeLetter } from '#stick/sealed_file.ts';
import { letterName, makeStickFolder } from '#stick/stick_folder.ts';
import { StickProblem } from '#stick/stick_problem.ts';
import { refused, type Target, TAKEN, type Verdict } from '../fuzz.ts';
import { mutateBytes, mutateJson, pick } from '../mutate.ts';

const NAME = letterName('to-device', 'B001', 'dev-1');
const REPORT = {
  letter: 3,
  number: 12,
  floor: 40,
  stored: 40,
  last: 52,
  told: { 'dev-2': 9 },
  share: { series: 0, edition: 2, pieces: { oil: 3 } },
};
const SIGNED = { body: 'e30=', signature: 'AAAA' };
const REPLY = {
  letter: 3,
  held: { through: 52, total: 50, highest: 52 },
  resendAfter: null,
  latest: 12,
  manifest: SIGNED,
  toldAfter: { 'dev-2': 9 },
};
const PARTS = {
  report: { value: REPORT, schema: stickReportSchema },
  reply: { value: REPLY, schema: stickReplySchema },
  receipts: {
    value: { type: 'receipts', stored: [], quarantined: [{ id: 'x', reason: 'malformed' }] },
    schema: stickPartSchema,
  },
  change: { value: { type: 'change', head: SIGNED, rows: 'AAAA' }, schema: stickPartSchema },
  events: { value: { protocol: 2, events: [{ id: 'x' }] }, schema: eventsRequestSchema },
};

export async function sticksTarget(): Promise<Target> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = { secret: randomBytes(32).toString('hex') };
  const stick = mkdtempSync(join(tmpdir(), 'fuzz-stick-'));
  const folder = await makeStickFolder(stick);
  const path = join(folder, NAME);
  const signer = (digest: Uint8Array): Buffer => sign(null, digest, privateKey);
  const write = async (parts: readonly Buffer[], toDevice = true): Promise<Buffer> => {
    const draft = {
      kind: toDevice ? ('to-device' as const) : ('to-hq' as const),
      protocol: 2,
      hub: 'a'.repeat(16),
      branch: 'B001',
      device: 'dev-1',
      deviceName: '1号柜台',
      at: Date.UTC(2026, 10, 1) as Instant,
      count: 3,
    };
    await writeLetter(folder, NAME, draft, key, parts, toDevice ? signer : null);
    return readFileSync(path);
  };
  const usual = [packPart(REPLY), packPart(PARTS.receipts.value), randomBytes(3_000)];
  const letters = {
    'to-device': await write(usual),
    'to-hq': await write([packPart(REPORT), packPart(PARTS.events.value)], false),
  };

  return {
    feed: (chance) => (chance() < 0.6 ? found(chance) : odd(chance)),
    close: () => rmSync(stick, { recursive: true }),
  };

  async function found(chance: Random): Promise<Verdict> {
    const to = pick(['to-device', 'to-hq'] as const, chance);
    const bytes = mutateBytes(letters[to], Object.values(letters), chance);
    writeFileSync(path, bytes);
    return asVerdict(async () => {
      for await (const part of readParts(path, key, to === 'to-device' ? publicKey : null)) {
        void part;
      }
      return bytes.equals(letters[to]);
    });
  }

  /** Of somebody who has the key, and another program or no good will. */
  function odd(chance: Random): Promise<Verdict> {
    const { value, schema } = pick(Object.values(PARTS), chance);
    const part = gzipSync(mutateJson(value, chance));
    return asVerdict(async () => {
      unpackPart<unknown>(chance() < 0.2 ? mutateBytes(part, [part], chance) : part, schema);
      return true;
    });
  }
}

async function asVerdict(read: () => Promise<boolean>): Promise<Verdict> {
  try {
    return (await read()) ? TAKEN : { type: 'taken', isRight: false };
  } catch (error) {
    if (error instanceof StickProblem) return refused(`${error.reason}: ${error.message}`);
    throw error;
  }
}

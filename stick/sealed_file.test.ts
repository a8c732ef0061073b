// A letter: whole or refused, whatever was done to its bytes; and a folder that leads nowhere else.
import { createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instant } from '#shared/base/month.ts';
import { readHead, readParts, writeLetter } from './sealed_file.ts';
import {
  copyFromStick,
  findStickFolder,
  letterName,
  listStick,
  makeStickFolder,
  openOnStick,
  readOnStick,
  writeOnStick,
} from './stick_folder.ts';
import { onStick, StickProblem } from './stick_problem.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const hubKey = createPublicKey(publicKey.export({ format: 'pem', type: 'spki' }));
const signer = (digest: Uint8Array): Buffer => sign(null, digest, privateKey);
const key = { secret: randomBytes(32).toString('hex') };
const NAME = letterName('to-device', 'B001', 'device-1');

let stick: string;
let folder: string;
beforeAll(async () => {
  stick = mkdtempSync(join(tmpdir(), 'stick-'));
  folder = await makeStickFolder(stick);
});
afterAll(() => rmSync(stick, { recursive: true }));

const draft = (kind: 'to-hq' | 'to-device') => ({
  kind,
  protocol: 2,
  hub: 'a'.repeat(16),
  branch: 'B001',
  device: 'device-1',
  deviceName: '1号柜台',
  at: Date.UTC(2026, 10, 1) as Instant,
  count: 3,
});

const write = (parts: readonly Buffer[], name = NAME): Promise<void> =>
  writeLetter(folder, name, draft('to-device'), key, parts, signer);

async function read(
  path: string,
  by: typeof hubKey | null = hubKey,
  with_ = key,
): Promise<Buffer[]> {
  const parts: Buffer[] = [];
  for await (const part of readParts(path, with_, by)) parts.push(part);
  return parts;
}

async function reasonOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof StickProblem ? error.reason : String(error);
  }
  return 'none';
}

const PARTS = [Buffer.from('one'), randomBytes(70_000), Buffer.from('three')];

describe('a letter', () => {
  it('is read as it was written, and says in clear for whom it is', async () => {
    await write(PARTS);
    const path = join(folder, NAME);
    expect(await read(path)).toEqual(PARTS);
    const file = await open(path);
    expect(await readHead(file)).toMatchObject({ device: 'device-1', count: 3 });
    await file.close();
    expect(readFileSync(path).includes('three')).toBe(false);
    expect(readdirSync(folder)).toEqual([NAME]);
  });

  it('is refused when any byte is another', async () => {
    await write([Buffer.from('one'), Buffer.from('two')]);
    const path = join(folder, NAME);
    const bytes = readFileSync(path);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8((changed[at] ?? 0) ^ (1 << (at % 8)), at);
      writeFileSync(path, changed);
      expect(await reasonOf(read(path)), `byte ${at}`).toMatch(/^(altered|cut|foreign)$/);
    }
  });

  it('is refused at every length but its own', async () => {
    await write([Buffer.from('one'), Buffer.from('two')]);
    const path = join(folder, NAME);
    const bytes = readFileSync(path);
    for (let length = 0; length < bytes.length; length += 1) {
      writeFileSync(path, bytes.subarray(0, length));
      expect(await reasonOf(read(path)), `length ${length}`).toMatch(/^(altered|cut|foreign)$/);
    }
    writeFileSync(path, Buffer.concat([bytes, Buffer.from('x')]));
    expect(await reasonOf(read(path))).toBe('altered');
  });

  it('does not take parts of another letter of the same device', async () => {
    await write([Buffer.from('aaa'), Buffer.from('bbb')]);
    const first = readFileSync(join(folder, NAME));
    await write([Buffer.from('ccc'), Buffer.from('ddd')]);
    const second = readFileSync(join(folder, NAME));
    const body = first.indexOf('}') + 1;
    writeFileSync(
      join(folder, NAME),
      Buffer.concat([first.subarray(0, body), second.subarray(body)]),
    );
    expect(await reasonOf(read(join(folder, NAME)))).toBe('altered');
  });

  it('opens for nobody else, and is signed by nobody else', async () => {
    await write(PARTS);
    const path = join(folder, NAME);
    const other = { secret: randomBytes(32).toString('hex') };
    expect(await reasonOf(read(path, hubKey, other))).toBe('altered');
    expect(await reasonOf(read(path, generateKeyPairSync('ed25519').publicKey))).toBe('altered');
    await writeLetter(folder, NAME, draft('to-device'), key, PARTS, null);
    expect(await reasonOf(read(path))).toBe('altered');
    await writeLetter(folder, NAME, draft('to-hq'), key, PARTS, null);
    expect(await read(path, null)).toEqual(PARTS);
  });
});

describe('the folder', () => {
  it('holds the file of before when writing was cut off', async () => {
    await write(PARTS);
    await expect(
      writeOnStick(folder, NAME, async (file) => {
        await file.appendFile('half');
        throw new StickProblem('full', 'no room');
      }),
    ).rejects.toThrow('no room');
    expect(readdirSync(folder)).toEqual([NAME]);
    expect(await read(join(folder, NAME))).toEqual(PARTS);
  });

  it('follows no link: not to a file, not to a folder, not where it writes', async () => {
    const secret = join(stick, 'secret.txt');
    writeFileSync(secret, 'not yours');
    symlinkSync(secret, join(folder, 'link.letter'));
    expect(await listStick(folder, 'letter')).toEqual([NAME]);
    expect(await reasonOf(openOnStick(folder, 'link.letter'))).toBe('foreign');
    expect(await reasonOf(openOnStick(folder, '../secret.txt'))).toBe('gone');
    symlinkSync(secret, join(folder, 'x.pack.part'));
    await writeOnStick(folder, 'x.pack', (file) => file.appendFile('ours'));
    expect(readFileSync(secret, 'utf8')).toBe('not yours');
    const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    symlinkSync(folder, join(elsewhere, 'counter-assist'));
    expect(await reasonOf(findStickFolder(elsewhere))).toBe('foreign');
    rmSync(elsewhere, { recursive: true });
  });

  it('takes no more than it was allowed', async () => {
    writeFileSync(join(folder, 'big.letter'), Buffer.alloc(5_000));
    const to = join(stick, 'copy');
    expect(await reasonOf(copyFromStick(folder, 'big.letter', to, 4_999))).toBe('foreign');
    expect(await reasonOf(readOnStick(folder, 'big.letter', 4_999))).toBe('foreign');
    await copyFromStick(folder, 'big.letter', to, 5_000);
    expect(readFileSync(to).length).toBe(5_000);
  });

  it('says that it was pulled, is full or may not be written', async () => {
    expect(await reasonOf(findStickFolder(join(stick, 'pulled')))).toBe('gone');
    for (const [code, reason] of [
      ['ENOSPC', 'full'],
      ['EROFS', 'read-only'],
      ['EIO', 'gone'],
    ] as const) {
      const failing = onStick(() => Promise.reject(Object.assign(new Error(code), { code })));
      expect(await reasonOf(failing)).toBe(reason);
    }
    // Nobody makes a folder there, root neither.
    expect(await reasonOf(makeStickFolder('/proc'))).toMatch(/^(read-only|gone)$/);
  });
});

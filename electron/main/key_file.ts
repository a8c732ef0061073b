// DIR/device.key: the device's secrets, sealed by the key store. The device's name and the backend stand in the clear,
// so that a lost key can be told from none and HQ can be asked for the right ledger. Not every key store notices a bit that
// turned (AES-CBC of Linux's does not): a digest over all of it does.
import { createHash } from 'node:crypto';
import { renameSync } from 'node:fs';
import { z } from 'zod';
import { type KeyState, type Secrets, secretsSchema } from '#electron/port/parent.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { readIfPresent, writeAtomically } from './atomic_file.ts';
import type { SealingKeyStore } from './key_store.ts';

const fileSchema = z.strictObject({
  version: z.literal(1),
  backend: z.string(),
  device: z.string(),
  sealed: z.base64(),
  /** SHA-256 over the others in hex; files of before have none. */
  digest: z.string().optional(),
});
type KeyFileText = z.output<typeof fileSchema>;

export type KeyFile = {
  read(): KeyState;
  /** A key that is lost is set aside, not overwritten: the store may come back. */
  write(secrets: Secrets): Result<null, { readonly type: 'no-key-store'; readonly detail: string }>;
};

export function createKeyFile(path: string, keyStore: SealingKeyStore): KeyFile {
  const read = (): KeyState => {
    const text = readIfPresent(path);
    if (text === null) return { state: 'none' };
    const file = parseFile(text);
    if (file === null) return { state: 'lost', reason: 'unreadable', device: null };
    const { backend, device, sealed } = file;
    // Never opened with another store, even if that happened to work: a silent downgrade is what must not be.
    if (backend !== keyStore.backend) return { state: 'lost', reason: 'backend-changed', device };
    try {
      const opened = keyStore.open(Buffer.from(sealed, 'base64'));
      return { state: 'held', secrets: secretsSchema.parse(JSON.parse(opened)) };
    } catch {
      return { state: 'lost', reason: 'unreadable', device };
    }
  };
  return {
    read,
    write(secrets) {
      try {
        const sealed = keyStore.seal(JSON.stringify(secrets)).toString('base64');
        const before = read();
        if (before.state === 'lost') renameSync(path, `${path}.lost-${Date.now()}`);
        const file: KeyFileText = {
          version: 1,
          backend: keyStore.backend,
          device: secrets.device,
          sealed,
        };
        writeAtomically(path, `${JSON.stringify({ ...file, digest: digestOf(file) })}\n`);
        return ok(null);
      } catch (error) {
        return err({ type: 'no-key-store', detail: describe(error) });
      }
    },
  };
}

const digestOf = ({ version, backend, device, sealed }: KeyFileText): string =>
  createHash('sha256').update(`${version} ${backend} ${device} ${sealed}`).digest('hex');

/** Null: not as it was written. */
function parseFile(text: string): KeyFileText | null {
  try {
    const file = fileSchema.parse(JSON.parse(text));
    return file.digest === undefined || file.digest === digestOf(file) ? file : null;
  } catch {
    return null;
  }
}

const describe = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

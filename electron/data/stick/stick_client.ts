// Answers as a hub does, from HQ's letter on a stick: what follows HQ over a line follows it by stick with the same checks.
import { err, ok } from '#shared/base/result.ts';
import type { ChangesResponse } from '#shared/wire/change.ts';
import { type PackManifest, packManifestSchema } from '#shared/wire/pack.ts';
import { CHANGES_PER_ANSWER } from '#shared/wire/protocol.ts';
import type { StickPart, StickReply } from '#shared/wire/stick.ts';
import type { Signed } from '#shared/wire/signed.ts';
import { openOnStick, packName } from '#stick/stick_folder.ts';
import { onStick, StickProblem } from '#stick/stick_problem.ts';
import type { HubClient, HubFailure } from '../sync/hub_client.ts';

export type StickLetter = {
  readonly reply: StickReply;
  /** Read anew each time, from this computer's own copy. */
  readonly parts: () => AsyncGenerator<StickPart>;
  /** On the stick, beside the letter. */
  readonly folder: string;
};

const PIECE_BYTES = 64 * 1024;

/** @throws StickProblem when the stick is pulled meanwhile; what came of a pack by then is kept */
export function createStickClient({ reply, parts, folder }: StickLetter): HubClient {
  return {
    manifest: async () => (reply.manifest === null ? noPack() : ok(reply.manifest)),

    keys: async () =>
      reply.keys === null ? refusedAs('no-pack', 'no keys are in the letter') : ok(reply.keys),

    async chunk(sha256, { from }, take, signal) {
      // Signed, as the caller has seen: only then a chunk is asked for.
      const manifest = manifestOf(reply.manifest);
      const index = manifest?.chunks.indexOf(sha256) ?? -1;
      if (manifest === null || index === -1) return noPack();
      const file = await openOnStick(
        folder,
        packName(manifest.branch, manifest.number, manifest.digest),
      );
      try {
        const start = index * manifest.chunkBytes;
        const end = Math.min(start + manifest.chunkBytes, manifest.bytes);
        const buffer = Buffer.alloc(PIECE_BYTES);
        for (let at = start + from; at < end;) {
          signal.throwIfAborted();
          const wanted = Math.min(buffer.length, end - at);
          const position = at;
          const { bytesRead } = await onStick(() => file.read(buffer, 0, wanted, position));
          if (bytesRead === 0) throw new StickProblem('cut', 'the pack on it is not whole');
          await take(buffer.subarray(0, bytesRead), at - start);
          at += bytesRead;
        }
        return ok(null);
      } finally {
        await file.close();
      }
    },

    async changes(since) {
      const changes: ChangesResponse['changes'][number][] = [];
      const { latest } = reply;
      // A stick that is older than the cache has nothing to say, and takes nothing back.
      if (latest <= since) return ok({ latest: since, changes });
      let place = 0;
      for await (const part of parts()) {
        if (part.type !== 'change') continue;
        place = numberOf(part.head) ?? place + 1;
        if (place > since) changes.push({ head: part.head, rows: part.rows });
        if (changes.length === CHANGES_PER_ANSWER) break;
      }
      const [first] = changes;
      if (first === undefined || numberOf(first.head) !== since + 1) {
        return refusedAs('pack-needed', `no changes lead from ${since} to ${latest}`);
      }
      return ok({ latest, changes });
    },

    told: () => Promise.reject(new Error('what was told is taken from the letter itself')),
    sendEvents: () => Promise.reject(new Error('nothing is sent by a letter of HQ')),
    carry: () => Promise.reject(new Error('nothing is sent by a letter of HQ')),
    held: () => Promise.reject(new Error('what HQ holds is taken from the letter itself')),
  };
}

const noPack = () => refusedAs('no-pack', 'no pack is on the stick');

const refusedAs = (code: 'no-pack' | 'pack-needed', message: string) => {
  const failure: HubFailure = {
    type: 'refused',
    code,
    message,
    hubNow: null,
    hubProtocol: null,
    retryAfterMs: 0,
  };
  return err(failure);
};

/** Only to find the place: whoever applies the change checks its signature. */
function numberOf({ body }: Signed): number | null {
  try {
    const { number } = JSON.parse(Buffer.from(body, 'base64').toString('utf8')) as {
      readonly number?: unknown;
    };
    return typeof number === 'number' ? number : null;
  } catch {
    return null;
  }
}

function manifestOf(signed: Signed | null): PackManifest | null {
  if (signed === null) return null;
  try {
    return packManifestSchema.parse(JSON.parse(Buffer.from(signed.body, 'base64').toString()));
  } catch {
    return null;
  }
}

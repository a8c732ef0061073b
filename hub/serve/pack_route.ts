// GET /v1/packs/latest: the manifest as it was signed. GET /v1/chunks/{sha256}: what it names.
import type { FastifyInstance } from 'fastify';
import { API_PREFIX } from '#shared/wire/protocol.ts';
import { readChunk, readLatestPack, storedToSigned } from '#hub/db/pack.ts';
import { refuse, refuseProtocol, speaksOther } from './answer.ts';
import { forDevice, type Hub } from './authorise.ts';

export function packRoute(server: FastifyInstance, hub: Hub): void {
  server.get(
    `${API_PREFIX}/packs/latest`,
    forDevice(hub, async (request, reply, device) => {
      if (speaksOther(request)) return refuseProtocol(reply);
      const pack = await readLatestPack(hub.database, device.branch);
      if (!pack) return refuse(reply, 'no-pack', 'nothing was published to this branch yet');
      return reply.header('cache-control', 'no-store').send(storedToSigned(pack));
    }),
  );
}

/** Encrypted bytes that never change, so any cache on the way may keep them. */
export function chunkRoute(server: FastifyInstance, hub: Hub): void {
  server.get(
    `${API_PREFIX}/chunks/:sha256`,
    forDevice(hub, async (request, reply, device) => {
      const { sha256 } = request.params as { readonly sha256: string };
      if (!/^[0-9a-f]{64}$/.test(sha256)) {
        return refuse(reply, 'bad-request', 'a chunk is named by 64 hex digits');
      }
      const bytes = await readChunk(hub.database, device.branch, Buffer.from(sha256, 'hex'));
      if (!bytes) return refuse(reply, 'not-found', 'no such chunk in a pack of this branch');
      const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const from = firstByteWanted(request.headers.range);
      void reply
        .header('content-type', 'application/octet-stream')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('accept-ranges', 'bytes')
        .header('etag', `"${sha256}"`);
      if (from === 0 || from >= whole.length) return reply.send(whole);
      return reply
        .status(206)
        .header('content-range', `bytes ${from}-${whole.length - 1}/${whole.length}`)
        .send(whole.subarray(from));
    }),
  );
}

/** Of `bytes=N-`, all that a device asks for; any other range is answered with the whole, as HTTP allows. */
const firstByteWanted = (range: string | undefined): number =>
  Number(/^bytes=(\d{1,9})-$/.exec(range ?? '')?.[1] ?? 0);

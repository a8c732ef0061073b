// resume [CUSTOMERS]: bytes that arrive until a pack is served, cut off twenty times on its way, over the pack's bytes.
import { createServer, type ServerResponse } from 'node:http';
import { createHubClient, type HubClient } from '#electron/data/sync/hub_client.ts';
import { createRandom } from '#shared/base/random.ts';
import { cacheToFill } from './cache_to_fill.ts';
import { millionCustomers } from './million.ts';
import { CHUNK_BYTES, packOnDisk } from './pack_on_disk.ts';
import { tellFigure } from './tell_figure.ts';

const CUSTOMERS = Number(process.argv[2] ?? 20_000);
const CUTS = 20;
const PIECE_BYTES = 16 * 1024;

const pack = packOnDisk(millionCustomers(CUSTOMERS), CUSTOMERS);
const target = cacheToFill('resume', pack);
const { bytes, chunks } = pack.manifest;
const random = createRandom(1);
const cutsAt = Array.from({ length: CUTS }, () => Math.floor(random() * bytes)).toSorted(
  (a, b) => a - b,
);
let sent = 0;
let arrived = 0;
let cuts = 0;

const server = createServer((incoming, outgoing) => {
  const path = incoming.url ?? '';
  if (path === '/v1/packs/latest') outgoing.end(JSON.stringify(pack.signed));
  else sendChunk(path.slice('/v1/chunks/'.length), incoming.headers.range ?? '', outgoing);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
if (address === null || typeof address === 'string') throw new Error('no port');
const line = createHubClient(`http://127.0.0.1:${address.port}`, {
  token: 't'.repeat(40),
  voice: null,
});
const client: HubClient = {
  ...line,
  chunk: (hash, wanted, take, signal) =>
    line.chunk(
      hash,
      wanted,
      (piece, at) => {
        arrived += piece.length;
        return take(piece, at);
      },
      signal,
    ),
};
let tries = 1;
while (!(await target.fetch(client))) tries += 1;
if (target.cache.current()?.meta.customers !== CUSTOMERS) throw new Error('the pack is not served');
if (cuts !== CUTS || tries < 2) throw new Error(`the line was cut ${cuts} times`);
target.close();
pack.close();
server.closeAllConnections();
server.close();
console.log(
  `${chunks.length} chunks, ${bytes} bytes; ${cuts} cuts, ${tries} tries, ${arrived} bytes arrived`,
);
tellFigure({ name: 'resume', figure: arrived / bytes, digits: 3, target: 1.05 });

function sendChunk(hash: string, range: string, outgoing: ServerResponse): void {
  const from = Number(/^bytes=(\d+)-$/.exec(range)?.[1] ?? 0);
  const start = chunks.indexOf(hash) * CHUNK_BYTES;
  const length = Math.min(CHUNK_BYTES, bytes - start);
  outgoing.writeHead(from === 0 ? 200 : 206, {
    'content-length': length - from,
    ...(from === 0 ? {} : { 'content-range': `bytes ${from}-${length - 1}/${length}` }),
  });
  const send = (at: number): void => {
    if (at >= length) {
      outgoing.end();
      return;
    }
    const piece = pack.read(start + at, Math.min(PIECE_BYTES, length - at));
    sent += piece.length;
    outgoing.write(piece, () => {
      if (sent < (cutsAt[cuts] ?? Infinity)) send(at + piece.length);
      else {
        cuts += 1;
        server.closeAllConnections();
      }
    });
  };
  send(from);
}

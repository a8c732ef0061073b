// One open line to a neighbour: messages one after the other, each of bounded length, and silence ends it.
import type { TLSSocket } from 'node:tls';
import type { Instant } from '#shared/base/month.ts';
import { LINK_BYTES, type LinkMessage, linkMessageSchema } from '#shared/wire/neighbour.ts';

export type Link = {
  readonly peer: string;
  /** This window called; else it was called. */
  readonly isOwnCall: boolean;
  readonly since: Instant;
  /** Up to where the peer has this device's events, as it said or as they were sent since; null: it has not said. */
  sent: number | null;
  /** Not before the line has room for it. */
  send(message: LinkMessage): Promise<void>;
  close(): void;
};

type LinkOptions = {
  readonly peer: string;
  readonly isOwnCall: boolean;
  readonly since: Instant;
  readonly onMessage: (link: Link, message: LinkMessage) => void;
  readonly onClose: (link: Link, why: string | null) => void;
};

const LENGTH_BYTES = 4;
/** Each side speaks more often than that. */
const SILENCE_MS = 30_000;

export function createLink(socket: TLSSocket, options: LinkOptions): Link {
  let why: string | null = null;
  let isClosed = false;
  const end = (reason: string | null): void => {
    why ??= reason;
    socket.destroy();
  };
  const link: Link = {
    peer: options.peer,
    isOwnCall: options.isOwnCall,
    since: options.since,
    sent: null,
    send(message) {
      if (isClosed) return Promise.resolve();
      const body = Buffer.from(JSON.stringify(message));
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt32BE(body.length);
      if (socket.write(Buffer.concat([length, body]))) return Promise.resolve();
      return new Promise((resolve) => {
        socket.once('drain', resolve);
        socket.once('close', resolve);
      });
    },
    close: () => end(null),
  };
  const read = createFrames();
  socket.on('data', (piece: Buffer) => {
    for (const body of read(piece)) {
      const message = body === null ? null : parse(body);
      if (message === null) return end('what it says is no message');
      if (isClosed) return undefined;
      options.onMessage(link, message);
    }
    return undefined;
  });
  socket.setTimeout(SILENCE_MS, () => end('silent'));
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    isClosed = true;
    options.onClose(link, why);
  });
  return link;
}

/** Bodies as they become whole; null: one that is too long, and nothing after it. */
export function createFrames(): (piece: Buffer) => readonly (Buffer | null)[] {
  let pieces: Buffer[] = [];
  let bytes = 0;
  let isBroken = false;
  return (piece) => {
    if (isBroken) return [];
    pieces.push(piece);
    bytes += piece.length;
    const bodies: (Buffer | null)[] = [];
    for (;;) {
      if (bytes < LENGTH_BYTES) return bodies;
      // The length may lie across pieces; the whole is joined once, when it is there.
      if ((pieces[0]?.length ?? 0) < LENGTH_BYTES) pieces = [Buffer.concat(pieces)];
      const length = pieces[0]?.readUInt32BE(0) ?? 0;
      if (length > LINK_BYTES) {
        isBroken = true;
        pieces = [];
        return [...bodies, null];
      }
      if (bytes < LENGTH_BYTES + length) return bodies;
      const all = Buffer.concat(pieces);
      bodies.push(all.subarray(LENGTH_BYTES, LENGTH_BYTES + length));
      pieces = [all.subarray(LENGTH_BYTES + length)];
      bytes -= LENGTH_BYTES + length;
    }
  };
}

function parse(body: Buffer): LinkMessage | null {
  try {
    return linkMessageSchema.parse(JSON.parse(body.toString('utf8')));
  } catch {
    return null;
  }
}

// TLS between two neighbours, by the key that only these two have: who has none gets no further than the handshake.
import { constants } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { connect, createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { type IsAllowed, type Place, placeText } from './networks.ts';
import type { Neighbour, Roster } from './roster.ts';

/** Ephemeral keys and no certificates. Electron's BoringSSL knows keys of this kind up to TLS 1.2 only. */
const CIPHER = {
  ciphers: 'ECDHE-PSK-CHACHA20-POLY1305',
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.2',
  // A line is never taken up again past the key: who was turned away stays outside.
  secureOptions: constants.SSL_OP_NO_TICKET,
} as const;

const HANDSHAKE_MS = 4_000;
/** Who has shown no key yet: of all, and of one address. */
const STRANGERS = 32;
const STRANGERS_OF_ONE = 6;
/** Ports tried from the policy's on: two accounts may share one computer. */
const PORTS = 10;

export type Listener = {
  /** `host:port` of each. */
  readonly addresses: readonly string[];
  close(): void;
};

export type ListenOptions = {
  readonly hosts: readonly string[];
  readonly port: number;
  readonly isAllowed: IsAllowed;
  readonly roster: () => Roster | null;
  readonly onNeighbour: (id: string, socket: TLSSocket) => void;
};

/** On each of the addresses that can be listened on. */
export async function listenTo(options: ListenOptions): Promise<Listener> {
  const callers = new WeakMap<TLSSocket, string>();
  const secure = createTlsServer({
    ...CIPHER,
    handshakeTimeout: HANDSHAKE_MS,
    pskCallback(socket, identity) {
      const caller = callerOf(options.roster(), identity);
      if (caller === undefined) return null;
      callers.set(socket, caller.id);
      return caller.pairKey;
    },
  });
  secure.on('tlsClientError', (_error, socket) => socket.destroy());
  secure.on('secureConnection', (socket) => {
    const id = callers.get(socket);
    if (id === undefined) return socket.destroy();
    socket.disableRenegotiation();
    return options.onNeighbour(id, socket);
  });
  const gate = createGate(options.isAllowed, secure);
  const servers: Server[] = [];
  const addresses: string[] = [];
  for (const host of options.hosts) {
    const server = createServer(gate.take);
    const port = await listenAt(server, host, options.port);
    if (port === null) continue;
    servers.push(server);
    addresses.push(placeText({ host, port }));
  }
  return {
    addresses,
    close() {
      for (const server of servers) server.close();
      gate.clear();
    },
  };
}

const callerOf = (roster: Roster | null, identity: string): Neighbour | undefined =>
  [...(roster?.neighbours.values() ?? [])].find(({ callsHere }) => callsHere === identity);

/** Lets so many strangers knock at once, and takes each away that does not get in. */
function createGate(isAllowed: IsAllowed, secure: ReturnType<typeof createTlsServer>) {
  const strangers = new Map<Socket, string>();
  const countOf = (address: string): number =>
    [...strangers.values()].filter((other) => other === address).length;
  secure.on('secureConnection', (socket) => {
    for (const [stranger, address] of strangers) {
      const isIt = stranger.remotePort === socket.remotePort && address === socket.remoteAddress;
      if (isIt) strangers.delete(stranger);
    }
  });
  const take = (socket: Socket): void => {
    const address = socket.remoteAddress ?? '';
    socket.on('error', () => socket.destroy());
    if (
      !isAllowed(address) ||
      strangers.size >= STRANGERS ||
      countOf(address) >= STRANGERS_OF_ONE
    ) {
      socket.destroy();
      return;
    }
    strangers.set(socket, address);
    // Whoever sends a byte now and then is no nearer to the end of the handshake.
    const end = setTimeout(() => {
      if (strangers.has(socket)) socket.destroy();
    }, HANDSHAKE_MS);
    socket.on('close', () => {
      clearTimeout(end);
      strangers.delete(socket);
    });
    secure.emit('connection', socket);
  };
  const clear = (): void => {
    for (const stranger of strangers.keys()) stranger.destroy();
  };
  return { take, clear };
}

/** Null: none of the ports is free, or the address is gone. */
async function listenAt(server: Server, host: string, first: number): Promise<number | null> {
  for (let port = first; port < first + PORTS; port += 1) {
    const isThere = await new Promise<boolean>((resolve) => {
      const failed = (): void => resolve(false);
      server.once('error', failed);
      server.listen({ host, port }, () => {
        server.off('error', failed);
        server.on('error', () => undefined);
        resolve(true);
      });
    });
    if (isThere) return port;
  }
  return null;
}

/** Null: nobody is there, or not that neighbour. */
export function callNeighbour(
  { host, port }: Place,
  { pairKey, calledFromHere }: Neighbour,
): Promise<TLSSocket | null> {
  return new Promise((resolve) => {
    const socket = connect({
      ...CIPHER,
      host,
      port,
      checkServerIdentity: () => undefined,
      pskCallback: () => ({ psk: pairKey, identity: calledFromHere }),
    });
    const end = setTimeout(() => socket.destroy(), HANDSHAKE_MS);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      clearTimeout(end);
      resolve(null);
    });
    socket.once('secureConnect', () => {
      clearTimeout(end);
      resolve(socket);
    });
  });
}

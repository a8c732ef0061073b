// One way to HQ, to the first byte: straight, or through a proxy that opens a tunnel (CONNECT) or speaks SOCKS 5.
import { type ClientRequest, type IncomingMessage, request, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import { connect, isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/**
 * `http://HOST:PORT` or `https://HOST:PORT`, with `USER:PASSWORD@` before the host where the proxy asks for them;
 * `socks5://HOST:PORT`; null: straight. Any other is told as one that is not gone through.
 */
export type Way = string | null;

export type Goal = { readonly host: string; readonly port: number };

/** It lets nobody through without a name and a password, or not by the ones that it was told. */
export class ProxyAsks extends Error {}

type WayOptions = {
  /** Believed where the proxy itself is spoken to by TLS. */
  readonly ca: readonly string[];
  /** Whatever comes of the proxy bit by bit, it is given up then; null: HQ itself, whose silence others see. */
  readonly withinMs: number | null;
};

/** @throws with plain words, never with a password */
export function openWay(way: Way, goal: Goal, { ca, withinMs }: WayOptions): Promise<Duplex> {
  if (way === null) return reach(goal, limit(withinMs, `${goal.host}:${goal.port}`));
  const proxy = new URL(way);
  const within = limit(withinMs, `the proxy ${proxy.host}`);
  switch (proxy.protocol) {
    case 'http:':
      return tunnel(proxy, goal, within, (options) => request(options));
    case 'https:':
      return tunnel(proxy, goal, within, (options) =>
        secureRequest({ ...options, ...ofProxy(proxy), ca: [...ca], rejectUnauthorized: true }),
      );
    case 'socks5:':
      return throughSocks(proxy, goal, within);
    default:
      return Promise.reject(
        new Error(
          `the proxy ${proxy.protocol}//${proxy.host} is of a kind that is not gone through`,
        ),
      );
  }
}

/** Node would hold the proxy's certificate against the name in the host's header, which is HQ's. */
const ofProxy = (proxy: URL): { readonly servername: string } => ({
  servername: isIP(hostOf(proxy)) === 0 ? hostOf(proxy) : '',
});

type Ending = { destroy(error: Error): unknown };

/** Ends what is not open in time. @returns takes it; what that returns is called once it is open or has failed */
type Limit = (opening: Ending) => () => void;

const limit =
  (withinMs: number | null, who: string): Limit =>
  (opening) => {
    if (withinMs === null) return nothing;
    const end = (): unknown => opening.destroy(new Error(`${who} is silent`));
    const timer = setTimeout(end, withinMs);
    return () => clearTimeout(timer);
  };

function nothing(): void {
  // There is no limit.
}

function reach({ host, port }: Goal, within: Limit): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host);
    const inTime = within(socket);
    const fail = (error: Error): void => {
      inTime();
      reject(error);
    };
    socket.once('error', fail);
    socket.once('connect', () => {
      inTime();
      socket.off('error', fail);
      resolve(socket);
    });
  });
}

function tunnel(
  proxy: URL,
  { host, port }: Goal,
  within: Limit,
  ask: (options: RequestOptions) => ClientRequest,
): Promise<Duplex> {
  const place = `${host}:${port}`;
  /** Basic is what proxies ask for by a name and a password; others (NTLM, Negotiate) are not spoken. */
  const said = [proxy.username, proxy.password].map(decodeURIComponent).join(':');
  const headers =
    proxy.username === ''
      ? { host: place }
      : { host: place, 'proxy-authorization': `Basic ${Buffer.from(said).toString('base64')}` };
  return new Promise((resolve, reject) => {
    const asked = ask({
      host: hostOf(proxy),
      port: portOf(proxy),
      method: 'CONNECT',
      path: place,
      headers,
      agent: false,
    });
    const inTime = within(asked);
    asked.on('close', inTime);
    asked.on('error', reject);
    asked.on('response', (answer) => {
      answer.resume();
      reject(refusalOf(proxy, answer));
    });
    asked.on('connect', (answer, socket) => {
      inTime();
      if (answer.statusCode !== 200) {
        socket.destroy();
        reject(refusalOf(proxy, answer));
        return;
      }
      resolve(socket);
    });
    asked.end();
  });
}

const PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443, 'socks5:': 1080 };

const portOf = ({ port, protocol }: URL): number =>
  port === '' ? (PORTS[protocol] ?? 80) : Number(port);

/** Without the brackets of an IPv6 address. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/** As people read it; never with the password. */
function refusalOf({ host, username }: URL, { statusCode, headers }: IncomingMessage): Error {
  const said = `the proxy ${host} answered ${statusCode}`;
  if (statusCode !== 407) return new Error(said);
  const asked = headers['proxy-authenticate'] ?? '';
  if (asked !== '' && !/\bbasic\b/i.test(asked)) {
    return new ProxyAsks(
      `${said}: it asks for ${asked.split(/[\s,]/)[0]}, which is not spoken; only a name and a password (Basic)`,
    );
  }
  return new ProxyAsks(
    username === ''
      ? `${said}: it asks for a name and a password, which stand in "proxy" of admin.json`
      : `${said}: it does not take the name and password of "proxy" in admin.json`,
  );
}

const SOCKS = 5;
const NO_PASSWORD = 0;
const BY_NAME = 3;
/** Of the answer up to where the address begins, and the bytes of addresses by their kind (RFC 1928). */
const HEAD_BYTES = 5;
const ADDRESS_BYTES: Readonly<Record<number, number>> = { 1: 4, 4: 16 };
const REFUSALS: Readonly<Record<number, string>> = {
  1: 'it failed',
  2: 'its rules do not allow it',
  3: 'the network cannot be reached from it',
  4: 'the address cannot be reached from it, or it does not know the name',
  5: 'nobody answered it there',
  6: 'it took too long',
};

/** RFC 1928. The proxy looks the name up. */
async function throughSocks(proxy: URL, { host, port }: Goal, within: Limit): Promise<Socket> {
  const socket = await reach({ host: hostOf(proxy), port: portOf(proxy) }, within);
  const inTime = within(socket);
  try {
    socket.write(Uint8Array.of(SOCKS, 1, NO_PASSWORD));
    const [version, method] = await take(socket, 2);
    if (version !== SOCKS) throw new Error(`the proxy ${proxy.host} does not speak SOCKS 5`);
    if (method !== NO_PASSWORD) {
      throw new ProxyAsks(
        `the proxy ${proxy.host} asks for a name and a password, which is not spoken with SOCKS`,
      );
    }
    const name = Buffer.from(host);
    const place = Buffer.alloc(2);
    place.writeUInt16BE(port);
    socket.write(Buffer.concat([Buffer.of(SOCKS, 1, 0, BY_NAME, name.length), name, place]));
    const head = await take(socket, HEAD_BYTES);
    const [, refusal = 1, , kind = 0, first = 0] = head;
    if (refusal !== 0) {
      const why = REFUSALS[refusal] ?? `it answered ${refusal}`;
      throw new Error(`the proxy ${proxy.host} does not go to ${host}:${port}: ${why}`);
    }
    // Its own address, of no use here; one byte of it has come.
    await take(socket, (kind === BY_NAME ? first + 1 : (ADDRESS_BYTES[kind] ?? 4)) - 1 + 2);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    inTime();
  }
}

const ended = (): Error => new Error('the proxy ended the line');

/** Exactly so many bytes: what comes behind them is HQ's. @throws when the line ends before */
function take(socket: Socket, count: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const bytes = socket.read(count) as Buffer | null;
      if (bytes === null) return;
      leave();
      if (bytes.length === count) resolve(bytes);
      else reject(ended());
    };
    const fail = (error?: Error): void => {
      leave();
      reject(error instanceof Error ? error : ended());
    };
    const leave = (): void => {
      socket.off('readable', look).off('error', fail).off('end', fail).off('close', fail);
    };
    socket.on('readable', look).on('error', fail).on('end', fail).on('close', fail);
    look();
  });
}

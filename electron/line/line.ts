// The way to HQ: whose certificates are believed, and through which proxy. Nothing of the account's environment is heeded.
import { Agent, type ClientRequestArgs } from 'node:http';
import { Agent as SecureAgent, type AgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect, type ConnectionOptions, rootCertificates } from 'node:tls';
import * as tls from 'node:tls';
import { type Goal, openWay, type Way } from './way.ts';

export type LineOptions = {
  /** Certificates (PEM) of the operator's own authority, believed beside the known ones; null: there is none. */
  readonly authority: string | null;
  /** For all but this computer itself: one way, or what finds them when a line is opened. */
  readonly proxy: Way | FindWays;
};

/** The ways to an https address, the best first. */
export type FindWays = (address: string) => Promise<readonly Way[]>;

export type Line = {
  /** @param isKept for further questions */
  agentFor(url: URL, isKept: boolean): Agent;
};

export function createLine({ authority, proxy }: LineOptions): Line {
  let trusted: string[] | null = null;
  const secure = (keepAlive: boolean): SecureAgent => {
    // To read the store of the system takes a while: not before it is needed.
    trusted ??= [...rootCertificates, ...systemCertificates(), ...(authority ?? '').split(BEHIND)]
      .map((text) => text.trim())
      .filter((text) => text !== '');
    // Said here, the check cannot be switched off by a variable.
    const options: AgentOptions = { keepAlive, ca: trusted, rejectUnauthorized: true };
    if (proxy === null) return new SecureAgent(options);
    const ways: FindWays = typeof proxy === 'string' ? () => Promise.resolve([proxy]) : proxy;
    return new TunnelAgent(options, trusted, ways);
  };
  const plain = new Agent({ keepAlive: true });
  let kept: SecureAgent | null = null;
  return {
    agentFor(url, isKept) {
      if (url.protocol !== 'https:') return isKept ? plain : new Agent();
      return isKept ? (kept ??= secure(true)) : secure(false);
    },
  };
}

/** Between two certificates of one file. */
const BEHIND = /(?<=-----END CERTIFICATE-----)/;

/** Of the operating system, where Node can read them (from 22.15 on). */
function systemCertificates(): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (kind: 'system') => string[] };
  return getCACertificates?.('system') ?? [];
}

/** Of a proxy that takes longer than this nothing comes. */
const OPEN_MS = 20_000;
/** The same where there is another way: a question is given up after those 20 s. */
const NEXT_MS = 8_000;

/** Each line goes the first way that opens; TLS is spoken through it with HQ itself. */
class TunnelAgent extends SecureAgent {
  readonly #ways: FindWays;
  readonly #ca: readonly string[];

  constructor(options: AgentOptions, ca: readonly string[], ways: FindWays) {
    super(options);
    this.#ways = ways;
    this.#ca = ca;
  }

  override createConnection(
    options: ClientRequestArgs,
    opened?: (error: Error | null, line: Duplex) => void,
  ): undefined {
    const goal = { host: options.host ?? '', port: Number(options.port ?? 443) };
    this.#open(goal)
      .then((socket) =>
        opened?.(
          null,
          connect({ ...(options as ConnectionOptions), socket, servername: goal.host }),
        ),
      )
      .catch((error: Error) => opened?.(error, undefined as never));
  }

  /** @throws what stood against the first way: the others are for when it is away */
  async #open(goal: Goal): Promise<Duplex> {
    let first: Error | null = null;
    const ways = await this.#ways(`https://${goal.host}:${goal.port}/`);
    for (const [index, way] of ways.entries()) {
      const isLast = index === ways.length - 1;
      const withinMs = isLast ? (way === null ? null : OPEN_MS) : NEXT_MS;
      try {
        return await openWay(way, goal, { ca: this.#ca, withinMs });
      } catch (error) {
        first ??= error as Error;
      }
    }
    throw first ?? new Error('no way to HQ is known');
  }
}

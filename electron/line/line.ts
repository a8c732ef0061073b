// The way to HQ: whose certificates are believed, and through which proxy. Nothing of the account's environment is heeded.
import { Agent, type ClientRequestArgs, type IncomingMessage, request } from 'node:http';
import { Agent as SecureAgent, type AgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect, type ConnectionOptions, rootCertificates } from 'node:tls';
import * as tls from 'node:tls';

export type LineOptions = {
  /** Certificates (PEM) of the operator's own authority, believed beside the known ones; null: there is none. */
  readonly authority: string | null;
  /** `http://HOST:PORT`, or with `USER:PASSWORD@` before the host, for all but this computer itself; null: none. */
  readonly proxy: string | null;
};

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
    return proxy === null ? new SecureAgent(options) : new TunnelAgent(options, new URL(proxy));
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

/** Each line is a tunnel that the proxy opens by CONNECT; TLS is spoken through it with HQ itself. */
class TunnelAgent extends SecureAgent {
  readonly #proxy: URL;
  /** Basic is what proxies ask for by a name and a password; others (NTLM, Negotiate) are not spoken. */
  readonly #authorization: { readonly 'proxy-authorization'?: string };

  constructor(options: AgentOptions, proxy: URL) {
    super(options);
    this.#proxy = proxy;
    const said = [proxy.username, proxy.password].map(decodeURIComponent).join(':');
    this.#authorization =
      proxy.username === ''
        ? {}
        : { 'proxy-authorization': `Basic ${Buffer.from(said).toString('base64')}` };
  }

  override createConnection(
    options: ClientRequestArgs,
    opened?: (error: Error | null, line: Duplex) => void,
  ): undefined {
    const { host, port } = options;
    const place = `${host}:${port ?? 443}`;
    const asked = request({
      host: this.#proxy.hostname,
      port: this.#proxy.port === '' ? 80 : this.#proxy.port,
      method: 'CONNECT',
      path: place,
      headers: { host: place, ...this.#authorization },
      agent: false,
      timeout: TUNNEL_MS,
    });
    const fail = (error: Error): void => opened?.(error, undefined as never);
    asked.on('timeout', () => asked.destroy(new Error(`the proxy ${this.#proxy.host} is silent`)));
    asked.on('error', fail);
    asked.on('response', (answer) => {
      answer.resume();
      fail(new Error(whatItSaid(this.#proxy, answer)));
    });
    asked.on('connect', (answer, socket) => {
      if (answer.statusCode !== 200) {
        socket.destroy();
        fail(new Error(whatItSaid(this.#proxy, answer)));
        return;
      }
      socket.setTimeout(0);
      opened?.(
        null,
        connect({ ...(options as ConnectionOptions), socket, servername: host ?? '' }),
      );
    });
    asked.end();
  }
}

/** As people read it; never with the password. */
function whatItSaid({ host, username }: URL, { statusCode, headers }: IncomingMessage): string {
  const said = `the proxy ${host} answered ${statusCode}`;
  if (statusCode !== 407) return said;
  const asked = headers['proxy-authenticate'] ?? '';
  if (asked !== '' && !/\bbasic\b/i.test(asked)) {
    return `${said}: it asks for ${asked.split(/[\s,]/)[0]}, which is not spoken; only a name and a password (Basic)`;
  }
  return username === ''
    ? `${said}: it asks for a name and a password, which stand in "proxy" of admin.json`
    : `${said}: it does not take the name and password of "proxy" in admin.json`;
}

const TUNNEL_MS = 20_000;

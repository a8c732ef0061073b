// Where `hub serve` may be reached, and what is said of it.

export type Place = {
  readonly host: string;
  readonly pageHost?: string | undefined;
  readonly pageOrigin?: string | undefined;
  readonly page: boolean;
  readonly devices: boolean;
};

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;
const HTTPS = /^https:\/\/[a-z0-9.-]+(:\d{1,5})?$/;
const HERE = /^http:\/\/(?:localhost|127(?:\.\d{1,3}){3})(:\d{1,5})?$/;

/** Why people's passwords would travel in the open; null: they do not. */
export function pageProblem({ host, pageHost, pageOrigin, page }: Place): string | null {
  if (!page) return null;
  if (pageOrigin !== undefined && !HTTPS.test(pageOrigin) && !HERE.test(pageOrigin))
    return '--page-origin: https://NAME or https://NAME:PORT, no path (http on this computer alone)';
  if (LOOPBACK.test(pageHost ?? host) || HTTPS.test(pageOrigin ?? '')) return null;
  return (
    `HQ's page at ${pageHost ?? host} would take passwords in the open: put a TLS proxy before it and name where ` +
    'browsers find it (--page-origin https://NAME), or let it stay on this computer (--page-host 127.0.0.1), or ' +
    'leave it out (--no-page)'
  );
}

/** Of the branches' side: what is said is sealed, and counters go to https alone; null: nothing to say. */
export const openWarning = ({ host, devices }: Place): string | null =>
  !devices || LOOPBACK.test(host)
    ? null
    : `listening at ${host} without TLS of its own: put a TLS proxy before it, counters go to https alone`;

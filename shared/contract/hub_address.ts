// Which addresses of a hub are taken: in the open only what never leaves this machine.

/** Nothing may stand between host and port or path: `http://127.0.0.1@elsewhere` goes elsewhere. */
const LOOPBACK = /^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?(?:\/|$)/i;

export const isHubAddress = (url: string): boolean =>
  /^https:\/\/[^/?#\s@\\]+(?:\/[^\s\\]*)?$/i.test(url) || LOOPBACK.test(url);

/** A bare address becomes a whole one; of this machine without encryption, of any other with it. */
export function wholeHubAddress(bare: string): string {
  const open = `http://${bare}`;
  return LOOPBACK.test(open) ? open : `https://${bare}`;
}

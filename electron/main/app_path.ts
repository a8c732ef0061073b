// Which file an address of the application protocol means. Nothing outside the window's folder can be named.
import { join, sep } from 'node:path';

export const SCHEME = 'app';
const HOST = 'counter';
export const HOME = `${SCHEME}://${HOST}/`;

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
};

export type AppFile = { readonly path: string; readonly type: string };

/** Null for another host, another kind of file, or a name that is not plain (dots, escapes, hidden files, colons). */
export function fileOf(address: string, folder: string): AppFile | null {
  if (!isOurs(address)) return null;
  const name = new URL(address).pathname.slice(1) || 'index.html';
  if (!/^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/.test(name)) return null;
  const extension = name.slice(name.lastIndexOf('.') + 1);
  const type = Object.hasOwn(TYPES, extension) ? TYPES[extension] : undefined;
  if (type === undefined) return null;
  return { path: join(folder, name.replaceAll('/', sep)), type };
}

/** An address of this app's pages. (`URL.origin` is `null` for a scheme of our own.) */
export function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${SCHEME}:` && host === HOST && username === '' && password === '';
}

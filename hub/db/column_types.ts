// How both drivers read column types; the numbers are PostgreSQL's type oids.

export const BYTEA = 17;
export const INT8 = 20;
export const NUMERIC = 1700;
export const DATE = 1082;
export const TIMESTAMPTZ = 1184;

/** @throws RangeError for whole numbers that a double cannot hold exactly. */
export function parseNumber(text: string): number {
  const value = Number(text);
  if (!/[.eE]/.test(text) && !Number.isSafeInteger(value)) {
    throw new RangeError(`a number beyond 2^53: ${text}`);
  }
  return value;
}

/** `\\x0aff`. PGlite's own reader and writer take a quarter of a second for a megabyte each. */
export const parseBytes = (text: string): Uint8Array => Buffer.from(text.slice(2), 'hex');

/** @throws TypeError for what is not bytes. */
export function formatBytes(value: unknown): string {
  if (!ArrayBuffer.isView(value)) throw new TypeError('a bytea value must be a Uint8Array');
  const { buffer, byteOffset, byteLength } = value;
  return `\\x${Buffer.from(buffer, byteOffset, byteLength).toString('hex')}`;
}

export const parseDay = (text: string): string => text;

/** `2026-11-21 19:57:59.105+00`, as the server writes it when its time zone is UTC; to UTC ms. */
export function parseInstant(text: string): number {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d+)?\+00$/.exec(text);
  if (!match) throw new RangeError(`not an instant in UTC: ${text}`);
  const fraction = Number(match[3] ?? '0');
  return Date.parse(`${match[1]}T${match[2]}Z`) + Math.floor(fraction * 1000 + 1e-6);
}

// Many values of one column as one text, which PostgreSQL reads as an array: quicker than the driver writes one.
import type { Cell } from '#hub/import/fields.ts';

/** Of these nothing is to be escaped, whatever the array's type. */
const PLAIN = /^[\w.:+-]+$/;

/** To be used as `${text}::text::bigint[]`, for any type that reads what `Cell` holds. */
export function arrayText(values: readonly Cell[]): string {
  let text = '{';
  for (let at = 0; at < values.length; at += 1) {
    if (at > 0) text += ',';
    const value = values[at] ?? null;
    text += typeof value === 'string' ? elementText(value) : value === null ? 'NULL' : value;
  }
  return `${text}}`;
}

const elementText = (text: string): string =>
  PLAIN.test(text) && !/^null$/i.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;

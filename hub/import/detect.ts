// What kind of file this is, told from its bytes: workbook, or text in which encoding and with which delimiter.
import { isUtf8 } from 'node:buffer';
import { open, stat } from 'node:fs/promises';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { BinaryKind, ImportError } from './errors.ts';

export const ENCODINGS = ['utf-8', 'gb18030', 'utf-16le'] as const;
export type Encoding = (typeof ENCODINGS)[number];
export type FileKind =
  | { readonly kind: 'xlsx' }
  | { readonly kind: 'text'; readonly encoding: Encoding; readonly bytes: number };

const CHUNK = 1 << 20;

/** Reads the whole file once: a million rows of digits may come before the first Chinese name. */
export async function detectFile(
  path: string,
  stated: Encoding | undefined,
): Promise<Result<FileKind, ImportError>> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) return err({ type: 'directory', path });
    if (stats.size === 0) return err({ type: 'empty', path });
    const file = await open(path);
    try {
      const head = Buffer.alloc(Math.min(stats.size, CHUNK));
      await file.read(head, 0, head.length, 0);
      const marked = kindOfHead(head);
      if (marked === 'xlsx') return ok({ kind: 'xlsx' });
      if (marked === 'utf-16le') return ok({ kind: 'text', encoding: marked, bytes: stats.size });
      if (marked !== undefined) return err({ type: 'binary', path, kind: marked });
      const encoding = stated ?? ((await isUtf8File(file, stats.size)) ? 'utf-8' : 'gb18030');
      return ok({ kind: 'text', encoding, bytes: stats.size });
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return err({ type: 'no-file', path });
    return err({ type: 'unreadable', path, reason: message });
  }
}

function kindOfHead(head: Buffer): 'xlsx' | 'utf-16le' | BinaryKind | undefined {
  const starts = (hex: string): boolean => head.subarray(0, hex.length / 2).toString('hex') === hex;
  if (starts('504b0304'))
    return head.includes('[Content_Types].xml') || head.includes('xl/') ? 'xlsx' : 'zip';
  if (starts('d0cf11e0a1b11ae1')) return 'old-excel';
  if (starts('25504446')) return 'pdf';
  if (starts('1f8b')) return 'gzip';
  if (starts('fffe')) return 'utf-16le';
  return head.includes(0) ? 'unknown' : undefined;
}

async function isUtf8File(file: Awaited<ReturnType<typeof open>>, size: number): Promise<boolean> {
  const buffer = Buffer.alloc(CHUNK);
  let position = 0;
  while (position < size) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK, position);
    if (bytesRead === 0) return true;
    const whole =
      position + bytesRead >= size ? bytesRead : endOfWholeCharacters(buffer, bytesRead);
    if (!isUtf8(buffer.subarray(0, whole))) return false;
    position += whole;
  }
  return true;
}

/** Where the last complete UTF-8 character of the chunk ends. */
function endOfWholeCharacters(buffer: Buffer, length: number): number {
  for (let back = 1; back <= 4 && back < length; back += 1) {
    const byte = buffer[length - back] ?? 0;
    if (byte < 0x80) return length;
    if (byte >= 0xc0) return length - back;
  }
  return length;
}

export const DELIMITERS = { ',': ',', ';': ';', tab: '\t' } as const;
export type DelimiterName = keyof typeof DELIMITERS;

/** The candidate that the first lines hold most often outside quotes; the same count in each line wins. */
export function detectDelimiter(sample: string): DelimiterName {
  const lines = unquoted(sample)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  const counts = (delimiter: string): readonly number[] =>
    lines.map((line) => line.split(delimiter).length - 1);
  const score = (name: DelimiterName): number => {
    const [header = 0, ...rows] = counts(DELIMITERS[name]);
    const steady = rows.filter((count) => count === header).length;
    return header === 0 ? 0 : header + (rows.length === 0 ? 0 : (1000 * steady) / rows.length);
  };
  const names: readonly DelimiterName[] = [',', ';', 'tab'];
  return names.reduce((best, name) => (score(name) > score(best) ? name : best));
}

/** The text without what stands in quotes; an unfinished last line is dropped. */
function unquoted(sample: string): string {
  const outside = sample.replace(/"(?:[^"]|"")*"/g, '').replace(/"[^"]*$/, '');
  const end = Math.max(outside.lastIndexOf('\n'), outside.lastIndexOf('\r'));
  return end > 0 ? outside.slice(0, end) : outside;
}

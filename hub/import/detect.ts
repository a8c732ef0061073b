// What kind of file this is, told from its bytes: workbook, or text in which encoding.
import { open, stat } from 'node:fs/promises';
import { err, ok, type Result } from '#shared/base/result.ts';
import { surveyLines } from './encoding_survey.ts';
import type { BinaryKind, ImportError } from './errors.ts';

export const ENCODINGS = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const;
/** `latin1` only where nothing of a person is read: where a letter is meant, it may read another. */
export type Encoding = (typeof ENCODINGS)[number] | 'latin1';
export type FileKind =
  | { readonly kind: 'xlsx' }
  | { readonly kind: 'text'; readonly encoding: Encoding; readonly bytes: number };

const HEAD = 1 << 20;

/** Reads the whole file once: a million rows of digits may come before the first Chinese name. */
export async function detectFile(
  path: string,
  stated: Encoding | undefined,
): Promise<Result<FileKind, ImportError>> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) return err({ type: 'directory', path });
    if (stats.size === 0) return err({ type: 'empty', path });
    const head = await readHead(path, Math.min(stats.size, HEAD));
    const binary = binaryKind(head);
    if (binary === 'xlsx') return ok({ kind: 'xlsx' });
    const mark = encodingOfMark(head);
    if (binary !== undefined && (binary !== 'unknown' || !(mark ?? stated)?.startsWith('utf-16')))
      return err({ type: 'binary', path, kind: binary });
    if (mark !== undefined && stated !== undefined && mark !== stated)
      return err({ type: 'encoding-mark', path, mark, stated });
    const known = mark ?? stated;
    const text = (encoding: Encoding): Result<FileKind, never> =>
      ok({ kind: 'text', encoding, bytes: stats.size });
    if (known !== undefined && known !== 'gb18030') return text(known);

    const { utf8, others, gb } = await surveyLines(path);
    // Told with its place where it is decoded.
    if (known === undefined && others.count > 0 && others.damaged === others.count)
      return text('utf-8');
    if (utf8.strong > 0 && others.count > 0) {
      const isUtf8 = utf8.strong > others.count;
      return err({
        type: 'mixed-encoding',
        path,
        line: isUtf8 ? others.first : utf8.first,
        others: isUtf8 ? 'utf-8' : 'gb18030',
      });
    }
    // Shift_JIS, Big5 and Latin letters read as GB18030 are characters that hardly anybody uses.
    if (known === undefined && gb.rare * 4 > gb.common + gb.rare)
      return err({ type: 'other-encoding', path, line: others.first });
    return text(known ?? (others.count === 0 ? 'utf-8' : 'gb18030'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return err({ type: 'no-file', path });
    return err({ type: 'unreadable', path, reason: message });
  }
}

async function readHead(path: string, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(length);
    await file.read(head, 0, length, 0);
    return head;
  } finally {
    await file.close();
  }
}

/** The stream that holds a workbook with a password. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
/** Web pages and XML of Excel 2003, which many systems name .xls. */
const MARKUP = /^(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype|html|head|meta|style|table|\?xml|\?mso)/i;

/** Not a table whose first two columns are `ID;Phone`. */
const SYLK = /^ID;P[^\r\n]*[\r\n]+(?:[PFBCOWE]|NN|NU|NE);/;

const starts = (head: Buffer, hex: string): boolean =>
  head.subarray(0, hex.length / 2).toString('hex') === hex;

/** Four bytes a character, with a mark or without: nothing but ASCII is needed to tell. */
const isUtf32 = (head: Buffer): boolean =>
  starts(head, 'fffe0000') ||
  starts(head, '0000feff') ||
  /^(?:[ -~]\0{3}){2}|^(?:\0{3}[ -~]){2}/.test(head.toString('latin1', 0, 16));

function binaryKind(head: Buffer): 'xlsx' | BinaryKind | undefined {
  if (isUtf32(head)) return 'utf-32';
  if (starts(head, '504b0304')) {
    const names = head.toString('latin1').toLowerCase();
    if (names.includes('opendocument.spreadsheet')) return 'ods';
    if (names.includes('.iwa')) return 'numbers';
    return names.includes('[content_types].xml') || /xl[/\\]/.test(names) ? 'xlsx' : 'zip';
  }
  if (starts(head, 'd0cf11e0a1b11ae1')) return head.includes(ENCRYPTED) ? 'password' : 'old-excel';
  if (starts(head, '25504446')) return 'pdf';
  if (starts(head, '1f8b')) return 'gzip';
  if (SYLK.test(head.toString('latin1', 0, 256))) return 'sylk';
  if (head.includes(0)) return 'unknown';
  return MARKUP.test(head.toString('latin1', 0, 1024)) ? 'markup' : undefined;
}

function encodingOfMark(head: Buffer): Encoding | undefined {
  if (starts(head, 'efbbbf')) return 'utf-8';
  if (starts(head, 'fffe')) return 'utf-16le';
  return starts(head, 'feff') ? 'utf-16be' : undefined;
}

// A piece of a rule as its author wrote it.
import type { ASTNode } from '@marcbachmann/cel-js';

/** The parser's ends leave out a parenthesis that the piece begins or ends with: `a - (b - 1` is made whole. */
export function writtenAs({ start, end }: ASTNode, text: string): string {
  let [from, to] = [start, end];
  for (let missing = depthOf(text.slice(from, to)); missing !== null;) {
    if (missing > 0) to = text.indexOf(')', to) + 1;
    else from = text.lastIndexOf('(', from - 1);
    if (to <= 0 || from < 0) return text.slice(start, end);
    missing = depthOf(text.slice(from, to));
  }
  return text.slice(from, to);
}

/** Above zero: so many are not closed; below: not opened; null: they match. Those within quotes do not count. */
function depthOf(piece: string): number | null {
  let [depth, least] = [0, 0];
  for (const [bracket] of piece.replaceAll(QUOTED, '').matchAll(/[()]/g)) {
    depth += bracket === '(' ? 1 : -1;
    least = Math.min(least, depth);
  }
  return least < 0 ? least : depth > 0 ? depth : null;
}

const QUOTED = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"/g;

// What a YAML document says, or why it says nothing: names of nothing, and lists that unfold without end.
import { type Document, type LineCounter, parseDocument, type ParsedNode, visit } from 'yaml';
import { err, ok, type Result } from '#shared/base/result.ts';

type YamlFaults = {
  readonly type: 'not-yaml';
  /** At least one. */
  readonly faults: readonly YamlFault[];
};
type YamlFault = { readonly line: number; readonly message: string };

/** @param options of the library @returns in a fault, line and English text */
export function readDocument(
  text: string,
  lines: LineCounter,
  options: { readonly schema?: 'core' } = {},
): Result<{ readonly document: Document<ParsedNode>; readonly value: unknown }, YamlFaults> {
  let document: Document.Parsed;
  try {
    document = parseDocument(text, { lineCounter: lines, ...options });
  } catch (error) {
    // Nested deeper than the library can follow.
    return faulty([{ line: 1, message: messageOf(error) }]);
  }
  if (document.errors.length > 0) {
    return faulty(
      document.errors.map(({ pos, message }) => ({ line: lines.linePos(pos[0]).line, message })),
    );
  }
  try {
    return ok({ document, value: document.toJS() as unknown });
  } catch (error) {
    return faulty([{ line: lineOfAlias(document, lines), message: messageOf(error) }]);
  }
}

const faulty = (faults: readonly YamlFault[]) => err({ type: 'not-yaml' as const, faults });

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '');

/** The first name that nothing before it has, or the first name at all. */
function lineOfAlias(document: Document.Parsed, lines: LineCounter): number {
  const found: number[] = [];
  let unknown: number | undefined;
  visit(document, {
    Alias(_key, node) {
      const at = node.range?.[0] ?? 0;
      found.push(at);
      if (unknown === undefined && node.resolve(document) === undefined) unknown = at;
    },
  });
  return lines.linePos(unknown ?? found[0] ?? 0).line;
}

// One YAML file whose values know their lines, so that a wrong field is told by its place.
import { readFile } from 'node:fs/promises';
import { isNode, isScalar, LineCounter } from 'yaml';
import { err, ok, type Result } from '#shared/base/result.ts';
import { readDocument } from '#hub/yaml_value.ts';
import type { CatalogFileProblem, Finding, YamlPath } from './problem.ts';

export type YamlSource = {
  readonly file: string;
  readonly value: unknown;
  /** Line of the value at `path`, or of the nearest value above it. `offset` counts within a text. */
  readonly lineOf: (path: YamlPath, offset?: number) => number;
};

export type YamlError = {
  readonly type: 'yaml-error';
  readonly problems: readonly CatalogFileProblem[];
};

/** @param path on disk @param file name to tell */
export async function readYaml(path: string, file: string): Promise<Result<YamlSource, YamlError>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const message = code === 'ENOENT' ? 'the file is missing' : `the file cannot be read (${code})`;
    const remedy = 'Put the file there, or name another folder.';
    return err({
      type: 'yaml-error',
      problems: [{ severity: 'error', file, line: 1, field: '', message, remedy }],
    });
  }
  return parseYaml(text, file);
}

function parseYaml(text: string, file: string): Result<YamlSource, YamlError> {
  const lines = new LineCounter();
  const read = readDocument(text, lines);
  if (!read.ok) {
    // The errors after the first are mostly its echoes.
    const [first] = read.error.faults;
    const problem: CatalogFileProblem = {
      severity: 'error',
      field: '',
      file,
      line: first?.line ?? 1,
      message: (first?.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, ''),
      remedy:
        'Mend the YAML: indent with spaces, quote texts that begin with { ! & * or contain ": ".',
    };
    return err({ type: 'yaml-error', problems: [problem] });
  }
  const { document, value } = read.value;
  const lineOf = (path: YamlPath, offset = 0): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (!isNode(node) || !node.range) continue;
      const isBlock =
        isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
      if (length === path.length && isBlock) {
        const before = String(node.value).slice(0, offset);
        return lines.linePos(node.range[0]).line + 1 + (before.match(/\n/g)?.length ?? 0);
      }
      return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  return ok({ file, value, lineOf });
}

/** What checks found, told by its place. */
export const problemsAt = (
  source: YamlSource,
  findings: readonly Finding[],
): readonly CatalogFileProblem[] =>
  findings.map(({ severity, path, offset, message, remedy }) => ({
    severity,
    file: source.file,
    line: source.lineOf(path, offset),
    field: path.join('.'),
    message,
    remedy,
  }));

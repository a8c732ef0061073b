// Finds a map by name or path, and checks it; problems come with the line they stand on.
import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { type Document, LineCounter, type ParsedNode } from 'yaml';
import { err, ok, type Result } from '#shared/base/result.ts';
import { readDocument } from '#hub/yaml_value.ts';
import type { ImportError, MapProblem } from './errors.ts';
import { type ImportMap, mapSchema } from './map.ts';

export type NamedMap = { readonly name: string; readonly map: ImportMap };

/**
 * @param name a shipped map (`prepaid_usage_4_months`) or the path of a .yaml file
 * @param folder where the shipped maps are
 */
export async function loadMap(
  name: string,
  folder: string,
): Promise<Result<NamedMap, ImportError>> {
  const isPath = /[/\\]/.test(name) || ['.yaml', '.yml'].includes(extname(name));
  const path = isPath ? name : join(folder, `${name}.yaml`);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return err({ type: 'unknown-map', name, shipped: await shippedMaps(folder) });
    return err({ type: 'unreadable', path, reason: message });
  }
  const parsed = parseMap(text, path);
  return parsed.ok ? ok({ name: basename(path, extname(path)), map: parsed.value }) : parsed;
}

export function parseMap(text: string, path: string): Result<ImportMap, ImportError> {
  const lines = new LineCounter();
  const read = readDocument(text, lines, { schema: 'core' });
  if (!read.ok) {
    const problems = read.error.faults.map(({ line, message }) => ({
      line,
      place: '',
      problem: message.split('\n')[0] ?? '',
    }));
    return err({ type: 'bad-map', path, problems });
  }
  const { document, value } = read.value;
  const checked = mapSchema.safeParse(value);
  if (checked.success) return ok(checked.data);
  const problems = checked.error.issues.flatMap((issue): MapProblem[] => {
    // An unknown member stands in its parent; its own line is more use.
    const paths =
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => [...issue.path, key])
        : [issue.path];
    return paths.map((place) => ({
      line: lineOf(document, place, lines),
      place: place.join('.'),
      problem: issue.code === 'unrecognized_keys' ? 'there is no such setting' : issue.message,
    }));
  });
  return err({ type: 'bad-map', path, problems: problems.toSorted((a, b) => a.line - b.line) });
}

/** Line of the deepest part of the path that the document has. */
function lineOf(
  document: Document<ParsedNode>,
  path: readonly PropertyKey[],
  lines: LineCounter,
): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    const range = (node as { readonly range?: readonly number[] } | undefined)?.range;
    if (range) return lines.linePos(range[0] ?? 0).line;
  }
  return 1;
}

async function shippedMaps(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder).catch(() => []);
  return files
    .filter((file) => extname(file) === '.yaml')
    .map((file) => basename(file, '.yaml'))
    .toSorted();
}

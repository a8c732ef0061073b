// What zod found wrong, in words that an author of catalogs can act on.
import type { z } from 'zod';
import { type CatalogFileProblem, type Finding, mistake, type YamlPath } from './problem.ts';
import { problemsAt, type YamlSource } from './yaml_source.ts';

export function schemaProblems(
  source: YamlSource,
  error: z.ZodError,
): readonly CatalogFileProblem[] {
  const findings = error.issues.flatMap((issue): readonly Finding[] => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => unknownField([...path, key], source));
    const isMissing = issue.code === 'invalid_type' && valueAt(source.value, path) === undefined;
    return [isMissing ? missing(path) : wrong(path, issue)];
  });
  return problemsAt(source, findings);
}

/** `{ en: One, two }` is read as two fields, the second without a value. */
const unknownField = (path: YamlPath, source: YamlSource): Finding =>
  mistake(
    path,
    'unknown field',
    valueAt(source.value, path) === null
      ? 'Quote a text in { } that has a comma in it; else take the field out, or mend its spelling.'
      : 'Take it out, or mend its spelling.',
  );

function missing(path: YamlPath): Finding {
  const last = path.at(-1);
  if (last === 'zh' || last === 'en') {
    const language = last === 'zh' ? 'Chinese' : 'English';
    return mistake(
      path,
      `the ${language} text is missing`,
      `Add '${last}: ...': every text stands in Chinese and in English.`,
    );
  }
  return mistake(path, 'it is missing', 'Add it; other offers of the catalog show its form.');
}

const wrong = (path: YamlPath, { code, message }: z.core.$ZodIssue): Finding =>
  mistake(
    path,
    `it is not right: ${message}`,
    code === 'invalid_value'
      ? 'Take one of those listed.'
      : 'Amounts are whole numbers in fen, days are quoted YYYY-MM-DD, ids are letters, digits and dashes.',
  );

function valueAt(value: unknown, path: YamlPath): unknown {
  let at = value;
  for (const part of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Readonly<Record<string | number, unknown>>)[part];
  }
  return at;
}

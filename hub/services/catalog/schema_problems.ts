// What zod found wrong, in words that an author of catalogs can act on.
import type { z } from 'zod';
import type { CatalogFileProblem } from './problem.ts';
import type { YamlPath, YamlSource } from './yaml_source.ts';

export function schemaProblems(
  source: YamlSource,
  error: z.ZodError,
): readonly CatalogFileProblem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        file: source.file,
        line: source.lineOf([...path, key]),
        message: `unknown field '${[...path, key].join('.')}'`,
        // `{ en: One, two }` is read as two fields, the second without a value.
        remedy:
          valueAt(source.value, [...path, key]) === null
            ? 'Quote a text in { } that has a comma in it; else take the field out, or mend its spelling.'
            : 'Take it out, or mend its spelling.',
      }));
    }
    const isMissing = issue.code === 'invalid_type' && valueAt(source.value, path) === undefined;
    return [
      {
        file: source.file,
        line: source.lineOf(path),
        ...(isMissing ? missing(path) : wrong(path, issue.message)),
      },
    ];
  });
}

function missing(path: YamlPath): Pick<CatalogFileProblem, 'message' | 'remedy'> {
  const last = path.at(-1);
  if (last === 'zh' || last === 'en') {
    const language = last === 'zh' ? 'Chinese' : 'English';
    return {
      message: `the ${language} text of '${path.slice(0, -1).join('.')}' is missing`,
      remedy: `Add '${last}: ...': every text stands in Chinese and in English.`,
    };
  }
  return {
    message: `'${path.join('.')}' is missing`,
    remedy: 'Add it; other offers of the catalog show its form.',
  };
}

const wrong = (
  path: YamlPath,
  message: string,
): Pick<CatalogFileProblem, 'message' | 'remedy'> => ({
  message: `'${path.join('.')}' is not right: ${message}`,
  remedy:
    'Amounts are whole numbers in fen, days are quoted YYYY-MM-DD, ids are letters, digits and dashes.',
});

function valueAt(value: unknown, path: YamlPath): unknown {
  let at = value;
  for (const part of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Readonly<Record<string | number, unknown>>)[part];
  }
  return at;
}
